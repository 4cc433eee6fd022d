-- group: measurement
create table core.logic_cell (
    logic_cell_id    varchar not null,
    logic_finding_id varchar not null,
    side             varchar not null,
    rule_id          varchar not null,
    compared         decimal(38, 12) not null,
    compared_with    decimal(38, 12) not null,
    is_anchor        boolean not null,
    observation_id   varchar,
    enterprise_sei_share_id varchar,
    indicator_id     varchar,
    column_name      varchar,
    period           varchar not null,
    value            decimal(19, 6),
    submission_id    varchar not null,
    source_sheet     varchar not null,
    source_cell      varchar,
    primary key (logic_cell_id)
);
comment on table core.logic_cell is 'Cells of values in force that do not fit each other: every cell on either side of a core.logic_finding.';
comment on column core.logic_cell.logic_cell_id is 'Finding and cell.';
comment on column core.logic_cell.logic_finding_id is 'The finding that names it.';
comment on column core.logic_cell.side is 'compared or compared_with.';
comment on column core.logic_cell.rule_id is 'Rule that the two sides break.';
comment on column core.logic_cell.compared is 'What the cells of the one side amount to, in the unit of the finding.';
comment on column core.logic_cell.compared_with is 'What those of the other side amount to; 0 where there is none.';
comment on column core.logic_cell.is_anchor is 'True for the one cell about which a person decides, to settle the finding.';
comment on column core.logic_cell.observation_id is 'The value in the cell; null where the cell is of the annual return.';
comment on column core.logic_cell.enterprise_sei_share_id is 'The row of the annual return; null for all others.';
comment on column core.logic_cell.indicator_id is 'What the value measures; null in the annual return.';
comment on column core.logic_cell.column_name is 'Column of the form.';
comment on column core.logic_cell.period is 'Period of the value.';
comment on column core.logic_cell.value is 'The value in the unit that it is stored in; thousand yuan in the annual return.';
comment on column core.logic_cell.submission_id is 'File that it comes from.';
comment on column core.logic_cell.source_sheet is 'Sheet of that file.';
comment on column core.logic_cell.source_cell is 'Cell of that sheet.';
