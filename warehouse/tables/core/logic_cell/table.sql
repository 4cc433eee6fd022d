-- group: measurement
-- access: public
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
comment on table core.logic_cell is 'Cells of values in force that do not fit each other: every cell on either side of a core.logic_finding. 中文：逻辑关系不符所涉单元格';
comment on column core.logic_cell.logic_cell_id is 'Finding and cell. 中文：标识';
comment on column core.logic_cell.logic_finding_id is 'The finding that names it. 中文：所属问题';
comment on column core.logic_cell.side is 'Side of the comparison: compared or compared_with. 中文：所在一侧';
comment on column core.logic_cell.rule_id is 'Rule that the two sides break. 中文：规则标识';
comment on column core.logic_cell.compared is 'Amount of the cells on this side, in the unit of the finding. 中文：比较方数值，以该问题的单位计';
comment on column core.logic_cell.compared_with is 'Amount of the cells on the other side; 0 without any. 中文：对照方数值';
comment on column core.logic_cell.is_anchor is 'True for the one cell about which a person decides, to settle the finding. 中文：是否为待确认单元格';
comment on column core.logic_cell.observation_id is 'The value in the cell; null for a cell of the annual return. 中文：观测值标识';
comment on column core.logic_cell.enterprise_sei_share_id is 'The row of the annual return; null for all others. 中文：年报行标识';
comment on column core.logic_cell.indicator_id is 'Indicator of the value; null in the annual return. 中文：指标标识';
comment on column core.logic_cell.column_name is 'Column of the form. 中文：报表栏目';
comment on column core.logic_cell.period is 'Period of the value. 中文：期间';
comment on column core.logic_cell.value is 'The value in the unit that it is stored in; thousand yuan in the annual return. 中文：数值';
comment on column core.logic_cell.submission_id is 'Source file. 中文：来源文件标识';
comment on column core.logic_cell.source_sheet is 'Sheet of that file. 中文：来源工作表';
comment on column core.logic_cell.source_cell is 'Cell of that sheet, for example F12. 中文：来源单元格';
