-- group: measurement
-- access: closed
-- key: subject_kind, subject_id, enterprise_id, first_date
create table mart.subject_enterprise (
    subject_kind  varchar not null,
    subject_id    varchar not null,
    enterprise_id varchar not null,
    weight        decimal(19, 6) not null,
    is_flagged    boolean not null,
    first_date    date,
    last_date     date
);
comment on table mart.subject_enterprise is 'The enterprises that a field, region, chain, park or the province adds up, each with its counted share: by the newest register, in parks by date. 中文：领域、地区、产业链、园区及全省所汇总的企业与计入比重：以最新名录为准，园区按在园日期';
comment on column mart.subject_enterprise.subject_kind is 'Kind of subject: industry, region, chain, park or province (all key enterprises). 中文：汇总对象类别';
comment on column mart.subject_enterprise.subject_id is 'industry_id, region_code, chain_id, park_id or province. 中文：汇总对象标识';
comment on column mart.subject_enterprise.enterprise_id is 'The enterprise. 中文：企业标识';
comment on column mart.subject_enterprise.weight is 'Share of the enterprise that counts (0 to 1): 1 outside chains and parks. 中文：计入比重';
comment on column mart.subject_enterprise.is_flagged is 'True for a chain with a member whose shares exceed 1 in total, so that it is left out, and for a flagged row of a park. 中文：链上有企业占比合计超过 1，未计入；园区名录的行存疑';
comment on column mart.subject_enterprise.first_date is 'First day on which it counts; null where the list has no dates. 中文：计入首日，名录无日期为空';
comment on column mart.subject_enterprise.last_date is 'Last day; null while it counts. 中文：计入末日，仍计入为空';
