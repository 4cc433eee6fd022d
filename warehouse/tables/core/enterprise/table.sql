-- group: enterprise
-- access: public
create table core.enterprise (
    enterprise_id           varchar not null,
    credit_code             varchar not null,
    credit_code_state       varchar not null,
    name_zh                 varchar not null,
    name_pinyin             varchar not null,
    short_name_zh           varchar,
    region_code             varchar not null,
    registration_region_code varchar not null,
    industry_id             varchar,
    industry_standard       varchar not null,
    industry_class_code     varchar,
    industry_class_id       varchar,
    batch                   integer,
    recognised_date         date,
    status                  varchar not null,
    enterprise_kind         varchar not null default 'backbone',
    founded_date            date,
    is_synthetic            boolean not null,
    is_flagged              boolean not null default false,
    is_corrected            boolean not null default false,
    decision_id             varchar,
    submission_id           varchar not null,
    source_sheet            varchar not null,
    source_row              integer not null,
    sheet_id                varchar generated always as (submission_id || '/' || source_sheet) virtual,
    primary key (enterprise_id)
);
comment on table core.enterprise is 'A firm of the programme: the newest entry of the register of key enterprises. 中文：骨干企业，以最新名录为准';
comment on column core.enterprise.enterprise_id is 'Our own identifier; stays when the name or the credit code changes. 中文：企业标识，更名换码不变';
comment on column core.enterprise.credit_code is 'Unified social credit code, GB 32100-2015. 中文：统一社会信用代码，GB 32100-2015';
comment on column core.enterprise.credit_code_state is 'Result of the check digits: valid, repaired (upper case, blanks), check_failed (accepted with a warning) or confirmed (wrong check digit, confirmed by a person, see core.decision). 中文：信用代码校验状态：有效、已修正、校验位不符（保留并提示）、已人工确认';
comment on column core.enterprise.name_zh is 'Name, as registered; ordered by its pinyin. 中文：单位详细名称，以登记为准，按拼音排序';
comment on column core.enterprise.name_pinyin is 'The name in pinyin without tones: the sort key for Chinese names. 中文：名称拼音，用于检索和排序';
comment on column core.enterprise.short_name_zh is 'Short name in common use; searchable. 中文：企业简称，通常称呼，可供检索';
comment on column core.enterprise.region_code is 'Region code of the location, often not that of the authority that registered it. 中文：行政区划代码，企业所在地，不一定是登记机关所在地';
comment on column core.enterprise.registration_region_code is 'Region of the authority that registered it: digits 3 to 8 of the credit code; often not the location. 中文：登记机关所在地区代码';
comment on column core.enterprise.industry_id is 'Field of the programme; null where the register names none that the plan knows. 中文：所属领域';
comment on column core.enterprise.industry_standard is 'Version of GB/T 4754 in which industry_class_code is written. 中文：行业分类标准版本';
comment on column core.enterprise.industry_class_code is 'Industry class, GB/T 4754, four digits; codes change meaning between versions: read it with `industry_standard`. 中文：行业代码，四位小类，须与标准版本 `industry_standard` 一并使用';
comment on column core.enterprise.industry_class_id is 'That class in that version: 2011-3963; null where the register names none. 中文：行业小类标识（含版本）';
comment on column core.enterprise.batch is 'Batch of recognition as a key enterprise. 中文：认定批次';
comment on column core.enterprise.recognised_date is 'Date of recognition. 中文：认定日期';
comment on column core.enterprise.status is 'Status, whether it is on the support list. 中文：状态，是否在支持名录内';
comment on column core.enterprise.enterprise_kind is 'Kind of enterprise: a key enterprise, or a member of chains that is none. 中文：企业类别，非骨干的仅为产业链成员';
comment on column core.enterprise.founded_date is 'Day on which it was founded. 中文：成立日期';
comment on column core.enterprise.is_synthetic is 'True where the firm is invented sample data. 中文：是否为合成样本数据';
comment on column core.enterprise.is_flagged is 'True where a cell of its row, or of a change that it rests on, is held and not taken: look at it before relying on the row. 中文：所依据的行有待定单元格';
comment on column core.enterprise.is_corrected is 'True where a person put a cell of its row right. 中文：是否经人工更正';
comment on column core.enterprise.decision_id is 'Newest decision that its row rests on; null where it is as received. 中文：所依据的决定';
comment on column core.enterprise.submission_id is 'Source file of the entry. 中文：来源文件标识';
comment on column core.enterprise.source_sheet is 'Sheet of that file. 中文：来源工作表';
comment on column core.enterprise.source_row is 'Row of that sheet. 中文：来源行号';
comment on column core.enterprise.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it. 中文：来源文件与工作表标识';
