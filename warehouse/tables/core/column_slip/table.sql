-- group: measurement
-- access: closed
create table core.column_slip (
    held_cell_id   varchar not null,
    submission_id  varchar not null,
    source_sheet   varchar not null,
    column_letters varchar not null,
    form_column_id varchar not null,
    indicator_id   varchar not null,
    period         varchar not null,
    rule_id        varchar not null,
    rule_version   varchar not null,
    severity       varchar not null,
    factor         bigint not null,
    direction      varchar not null,
    value_count    integer not null,
    judged_count   integer not null,
    off_count      integer not null,
    first_row      integer not null,
    last_row       integer not null,
    primary key (held_cell_id)
);
comment on table core.column_slip is 'Columns of files whose values differ from their firms'''' earlier reports by one common factor: a wrong unit for the whole column. All values of such a column are in core.suspicion, under one held cell. 中文：文件中整栏数值与本企业以往填报相差同一倍数，即整栏计量单位填错；该栏各值均列入 core.suspicion，共用一个待定单元格';
comment on column core.column_slip.held_cell_id is 'Submission, sheet and letters of the column, as `longmai held` takes it. 中文：文件、工作表与列号，用于 longmai held';
comment on column core.column_slip.submission_id is 'The file. 中文：来源文件';
comment on column core.column_slip.source_sheet is 'Sheet of that file. 中文：来源工作表';
comment on column core.column_slip.column_letters is 'Letters of the column there. 中文：列号';
comment on column core.column_slip.form_column_id is 'Form and column. 中文：报表栏目标识';
comment on column core.column_slip.indicator_id is 'Indicator of its values. 中文：指标标识';
comment on column core.column_slip.period is 'Period of its values. 中文：期间';
comment on column core.column_slip.rule_id is 'Rule that found it. 中文：规则标识';
comment on column core.column_slip.rule_version is 'Version of the rules. 中文：规则版本';
comment on column core.column_slip.severity is 'held (a person has to decide) or warning. 中文：held 待人工决定，或 warning 提示';
comment on column core.column_slip.factor is 'How many times as much as usual, or which part of it. 中文：相当于通常数值的倍数';
comment on column core.column_slip.direction is 'too_high or too_low. 中文：偏高或偏低';
comment on column core.column_slip.value_count is 'Values of the column. 中文：该栏数值个数';
comment on column core.column_slip.judged_count is 'Number of its values that can be compared, from firms with steady earlier reports. 中文：其中以往填报平稳、可比较的个数';
comment on column core.column_slip.off_count is 'Of these, how many are off by the factor. 中文：其中相差该倍数的个数';
comment on column core.column_slip.first_row is 'First row of the sheet with a value in the column. 中文：首个有数值的行';
comment on column core.column_slip.last_row is 'Last row with one. 中文：末个有数值的行';
