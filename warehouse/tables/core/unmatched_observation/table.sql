-- group: measurement
-- access: closed
create table core.unmatched_observation (
    indicator_id      varchar not null,
    subject_kind      varchar not null,
    subject_code      varchar not null,
    product_code      varchar not null,
    period            varchar not null,
    period_kind       varchar not null,
    value             decimal(19, 6),
    is_flagged        boolean not null default false,
    submission_id     varchar not null,
    source_sheet      varchar not null,
    source_cell       varchar not null
);
comment on table core.unmatched_observation is 'Values whose subject is in no register yet, or has a newer code in the same file: stored here, used in no figure. 中文：对象不在任何名录、或同一文件另有新代码的数值：留存于此，不计入任何汇总';
comment on column core.unmatched_observation.indicator_id is 'Indicator. 中文：指标标识';
comment on column core.unmatched_observation.subject_kind is 'enterprise, region or world. 中文：对象类别：企业、地区或国际市场';
comment on column core.unmatched_observation.subject_code is 'Credit code or region code as the file gave it. 中文：文件中的信用代码或地区代码原文';
comment on column core.unmatched_observation.product_code is 'Product; empty where the indicator has none. 中文：产品代码，无则为空串';
comment on column core.unmatched_observation.period is 'Period of the value. 中文：期间';
comment on column core.unmatched_observation.period_kind is 'month, ytd, quarter, year or point. 中文：期间类别：月、累计、季、年或时点';
comment on column core.unmatched_observation.value is 'In the unit of the indicator. 中文：数值，单位同指标';
comment on column core.unmatched_observation.is_flagged is 'True where another cell of the same row is held and not taken. 中文：同行有待定单元格';
comment on column core.unmatched_observation.submission_id is 'Source file. 中文：来源文件标识';
comment on column core.unmatched_observation.source_sheet is 'Sheet of that file. 中文：来源工作表';
comment on column core.unmatched_observation.source_cell is 'Cell of that sheet. 中文：来源单元格';
