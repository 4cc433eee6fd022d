-- group: programme
-- access: public
create table core.platform_cooperation (
    platform_cooperation_id varchar not null,
    platform_id             varchar,
    platform_code           varchar not null,
    enterprise_id           varchar,
    cooperation_kind        varchar not null,
    signed_date             date not null,
    amount_cny              decimal(38, 2),
    result_name             varchar,
    is_synthetic            boolean not null,
    is_flagged              boolean not null default false,
    submission_id           varchar not null,
    source_sheet            varchar not null,
    source_row              integer not null,
    sheet_id                varchar generated always as (submission_id || '/' || source_sheet) virtual,
    primary key (platform_cooperation_id)
);
comment on table core.platform_cooperation is 'An agreement of an innovation platform with a firm, or a result that it transferred. 中文：创新平台的产学研协议与成果转化';
comment on column core.platform_cooperation.platform_cooperation_id is 'Number of the agreement or transfer. 中文：合作编号';
comment on column core.platform_cooperation.platform_id is 'The platform; null where no register has it. 中文：平台标识，名录无此平台为空';
comment on column core.platform_cooperation.platform_code is 'Code of the platform, as written. 中文：平台代码，原文';
comment on column core.platform_cooperation.enterprise_id is 'The firm; null where the row names none that is in a register. 中文：企业标识';
comment on column core.platform_cooperation.cooperation_kind is 'Kind: agreement or transfer. 中文：类别：协议、转化';
comment on column core.platform_cooperation.signed_date is 'Day of signature or transfer. 中文：签订日期';
comment on column core.platform_cooperation.amount_cny is 'Amount of the contract (yuan). 中文：合同金额（元）';
comment on column core.platform_cooperation.result_name is 'Result that is developed or transferred. 中文：成果名称';
comment on column core.platform_cooperation.is_synthetic is 'True where it is invented sample data. 中文：是否为合成样本数据';
comment on column core.platform_cooperation.is_flagged is 'True where a cell of its row is held and not taken: look at it before relying on the row. 中文：所依据的行有待定单元格';
comment on column core.platform_cooperation.submission_id is 'Source file. 中文：来源文件标识';
comment on column core.platform_cooperation.source_sheet is 'Sheet of that file. 中文：来源工作表';
comment on column core.platform_cooperation.source_row is 'Row of that sheet. 中文：来源行号';
comment on column core.platform_cooperation.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it. 中文：来源文件与工作表标识';
