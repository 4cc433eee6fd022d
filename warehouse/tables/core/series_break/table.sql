-- group: measurement
-- access: closed
create table core.series_break (
    observation_id varchar not null,
    submission_id  varchar not null,
    vintage_id     varchar not null,
    rule_id        varchar not null,
    rule_version   varchar not null,
    direction      varchar not null,
    value          decimal(19, 6) not null,
    usual_value    decimal(19, 6),
    state          varchar not null,
    decision_id    varchar,
    held_cell_id   varchar not null,
    indicator_id   varchar not null,
    subject_id     varchar not null,
    period         varchar not null,
    column_name    varchar,
    source_sheet   varchar not null,
    source_cell    varchar not null,
    source_row     integer not null,
    primary key (observation_id, submission_id, vintage_id, rule_id)
);
comment on table core.series_break is 'Values of macro series that contradict the series: far from an earlier release or the neighbouring values, or outside the bounds of the indicator. Computed anew in every build. Each is held, and used in no figure until a decision; an older release stays in force. 中文：宏观序列中与序列自身不符的数值：与较早版本或前后各期相差悬殊，或超出指标范围；每次构建重新判定，人工决定前不计入任何汇总，旧版本继续有效';
comment on column core.series_break.observation_id is 'The value. 中文：观测值标识';
comment on column core.series_break.submission_id is 'Source file. 中文：来源文件标识';
comment on column core.series_break.vintage_id is 'Release that it belongs to. 中文：数据版本标识';
comment on column core.series_break.rule_id is 'Rule that found it. 中文：规则标识';
comment on column core.series_break.rule_version is 'Version of the rules. 中文：规则版本';
comment on column core.series_break.direction is 'too_high or too_low. 中文：偏高或偏低';
comment on column core.series_break.value is 'The value in the unit of the indicator. 中文：数值，单位同指标';
comment on column core.series_break.usual_value is 'Value compared with; null for a rule of bounds. 中文：比较所用数值；范围规则为空';
comment on column core.series_break.state is 'State: open (waits, used in no figure), released (accepted as received), corrected or rejected (excluded permanently). 中文：open 待定、released 照原值采用、corrected 已更正、rejected 已否决';
comment on column core.series_break.decision_id is 'Decision that applies; null where none does. 中文：适用的决定，无则为空';
comment on column core.series_break.held_cell_id is 'Submission, sheet and cell, as `longmai held` takes it. 中文：文件、工作表与单元格，用于 longmai held';
comment on column core.series_break.indicator_id is 'Indicator of the value. 中文：指标标识';
comment on column core.series_break.subject_id is 'Region, or world. 中文：地区代码或 world';
comment on column core.series_break.period is 'Period of the value. 中文：期间';
comment on column core.series_break.column_name is 'Column of the form; value for third-party files. 中文：报表栏目；他人文件为 value';
comment on column core.series_break.source_sheet is 'Sheet of that file. 中文：来源工作表';
comment on column core.series_break.source_cell is 'Cell of that sheet. 中文：来源单元格';
comment on column core.series_break.source_row is 'Row of that sheet. 中文：来源行号';
