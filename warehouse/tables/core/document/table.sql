-- group: programme
-- access: public
create table core.document (
    document_id          varchar not null,
    title_zh             varchar not null,
    title_en             varchar not null,
    document_kind        varchar not null,
    document_number      varchar,
    issuer_name          varchar,
    issued_date          date,
    evidence             varchar not null,
    region_code          varchar not null,
    progress_report_days integer,
    primary key (document_id)
);
comment on table core.document is 'The documents that targets, tasks and other facts of the programme come from. 中文：政策文件及其他依据';
comment on column core.document.document_id is 'Stable name of the document. 中文：文件标识';
comment on column core.document.title_zh is 'Short Chinese title, ours: not the official one. 中文：中文简题（本站拟，非正式标题）';
comment on column core.document.title_en is 'Short English title. 中文：英文简题';
comment on column core.document.document_kind is 'Kind of document: plan, regulation, bulletin (statistics) or press. 中文：文件类别';
comment on column core.document.document_number is 'Official number as printed; null if there is none or it is unknown. 中文：文号';
comment on column core.document.issuer_name is 'Issuing body, Chinese; null if unknown. 中文：发文单位';
comment on column core.document.issued_date is 'Day of issue; null where only the year or month is known. 中文：发文日期';
comment on column core.document.evidence is 'How well it is known to us: primary: its text was read. secondary: known from reprints or press reports, so parts may be missing. 中文：依据情况';
comment on column core.document.region_code is 'Region that it is about. 中文：地区代码';
comment on column core.document.progress_report_days is 'Days after a quarter''s end within which departments report progress on its tasks; null if no reports are required. 中文：季度进展报送天数';
