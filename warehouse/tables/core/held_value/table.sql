-- group: delivery
-- access: closed
create table core.held_value (
    submission_id varchar not null,
    source_sheet  varchar not null,
    source_cell   varchar not null,
    indicator_id  varchar not null,
    subject_kind  varchar not null,
    subject_id    varchar not null,
    product_code  varchar not null,
    period        varchar not null,
    period_kind   varchar not null,
    primary key (submission_id, source_sheet, source_cell)
);
comment on table core.held_value is 'Identity of a waiting or rejected value whose cell or row is held. A value that a held cell leaves unidentified has no row. 中文：待定或被否决的数值本来所指：其单元格或整行待定';
comment on column core.held_value.submission_id is 'The file. 中文：来源文件';
comment on column core.held_value.source_sheet is 'Sheet of that file. 中文：来源工作表';
comment on column core.held_value.source_cell is 'Cell of that sheet with the value. 中文：数值所在单元格';
comment on column core.held_value.indicator_id is 'Indicator of the value. 中文：指标标识';
comment on column core.held_value.subject_kind is 'enterprise, region or world. 中文：对象类别：企业、地区或国际市场';
comment on column core.held_value.subject_id is 'enterprise_id, region_code or world. 中文：对象标识';
comment on column core.held_value.product_code is 'Product, for output; empty where the indicator has none. 中文：产品代码，无则为空串';
comment on column core.held_value.period is 'Period, as an observation has it. 中文：期间';
comment on column core.held_value.period_kind is 'month, ytd, quarter, year or point; month where the kind itself is held and the period is one. 中文：期间类别：月、累计、季、年或时点；类别本身待定而期间为月份者记为月';
