-- group: delivery
-- access: public
create table core.series (
    series_id     varchar not null,
    source        varchar not null,
    name          varchar,
    unit_received varchar,
    region_name   varchar,
    region_code   varchar,
    frequency     varchar,
    first_period  varchar,
    last_period   varchar,
    period_count  bigint not null,
    state         varchar not null,
    why           varchar,
    indicator_id  varchar,
    period_kind   varchar,
    decided_by    varchar,
    reason        varchar,
    submission_id varchar not null,
    source_sheet  varchar not null,
    source_cell   varchar,
    primary key (series_id)
);
comment on table core.series is 'A series as files of third parties name it, and the indicator that it is. An unassigned series is in no figure. 中文：第三方文件中的序列及其所对应的指标；未指派的不计入任何数据';
comment on column core.series.series_id is 'Source, name, unit and region, and the frequency where it is not monthly: nbs/社会消费品零售总额_当期值/亿元/100000. 中文：序列标识：来源、名称、单位、地区，非月度的另加频度';
comment on column core.series.source is 'Publisher that gives the name: nbs, terminal, or any. 中文：来源';
comment on column core.series.name is 'Name as written, without its unit; null where the file does not name it. 中文：名称（不含单位）';
comment on column core.series.unit_received is 'Unit as written. 中文：计量单位原文';
comment on column core.series.region_name is 'Region as written. 中文：地区原文';
comment on column core.series.region_code is 'That region; null for an unknown one. 中文：地区代码，未知为空';
comment on column core.series.frequency is 'month, quarter, year or day. 中文：频度：月、季、年或日';
comment on column core.series.first_period is 'First period with a value. 中文：首期';
comment on column core.series.last_period is 'Last period with a value. 中文：末期';
comment on column core.series.period_count is 'Periods with a value. 中文：有数值的期数';
comment on column core.series.state is 'assigned (its values are those of an indicator), unassigned (a person has to say what it is) or ignored. 中文：状态：已指派、未指派、已忽略';
comment on column core.series.why is 'Of an unassigned series: unknown_indicator, unknown_unit, unknown_region or not_named. 中文：未指派原因：指标、单位、地区未登记，或文件未写明';
comment on column core.series.indicator_id is 'Indicator of an assigned series. 中文：对应的指标';
comment on column core.series.period_kind is 'Kind of its values: month, ytd, quarter, year or point. 中文：数值类别：月、累计、季、年或时点';
comment on column core.series.decided_by is 'Person who assigned or ignored it; null where the lists had its name before. 中文：指派或忽略人';
comment on column core.series.reason is 'Why. 中文：理由';
comment on column core.series.submission_id is 'Newest file that has it. 中文：最近的来源文件';
comment on column core.series.source_sheet is 'Sheet of that file. 中文：工作表';
comment on column core.series.source_cell is 'Cell that names it. 中文：写有名称的单元格';
