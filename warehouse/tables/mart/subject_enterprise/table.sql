-- group: measurement
-- access: closed
create table mart.subject_enterprise (
    subject_kind  varchar not null,
    subject_id    varchar not null,
    enterprise_id varchar not null,
    weight        decimal(19, 6) not null,
    is_flagged    boolean not null,
    primary key (subject_kind, subject_id, enterprise_id)
);
comment on table mart.subject_enterprise is 'The enterprises that a field, region, chain or the province adds up, by the newest register, each with its counted share. 中文：领域、地区、产业链及全省所汇总的企业（以最新名录为准）与计入比重';
comment on column mart.subject_enterprise.subject_kind is 'Kind of subject: industry, region, chain or province (all key enterprises). 中文：汇总对象类别';
comment on column mart.subject_enterprise.subject_id is 'industry_id, region_code, chain_id or province. 中文：汇总对象标识';
comment on column mart.subject_enterprise.enterprise_id is 'The enterprise. 中文：企业标识';
comment on column mart.subject_enterprise.weight is 'Share of the enterprise that counts (0 to 1): 1 outside chains. 中文：计入比重';
comment on column mart.subject_enterprise.is_flagged is 'True for a chain with a member whose shares exceed 1 in total, so that it is left out. 中文：链上有企业占比合计超过 1，未计入';
