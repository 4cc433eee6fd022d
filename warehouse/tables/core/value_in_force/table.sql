-- group: measurement
-- access: closed
-- key: place
create table core.value_in_force (
    place         bigint not null,
    vintage_count integer not null,
    is_flagged    boolean not null
);
comment on table core.value_in_force is 'The version of each value in force: the source of mart.observation and of comparisons between values. 中文：每个数值现行有效的版本：mart.observation 所列，也是相互比对所用';
comment on column core.value_in_force.place is 'Number of the row of core.observation, its rowid. 中文：core.observation 的行序号（rowid）';
comment on column core.value_in_force.vintage_count is 'Releases of the value; a release that repeats the previous value is not counted. 中文：该数值的版本数，重复报送相同数值不计';
comment on column core.value_in_force.is_flagged is 'True where another cell of the same row is held and not taken, or a later file has the row and this value of it was not taken. 中文：同行有待定单元格，或后报文件有此行而此值未采用';
