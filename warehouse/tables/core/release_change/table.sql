-- group: snapshot
-- access: public
create table core.release_change (
    table_name       varchar not null,
    form_id          varchar not null,
    cause            varchar not null,
    rows_before      bigint not null,
    rows_added       bigint not null,
    rows_corrected   bigint not null,
    rows_dropped     bigint not null,
    values_added     bigint,
    values_corrected bigint,
    values_dropped   bigint,
    cause_detail     varchar not null,
    primary key (table_name, form_id, cause)
);
comment on table core.release_change is 'Changes of this snapshot since the previously published one: rows and values by table, form and cause. Empty for the first one. 中文：本次发布相对上一快照的变动';
comment on column core.release_change.table_name is 'The table. 中文：数据表';
comment on column core.release_change.form_id is 'Report form that the rows come from; empty where they come from none. 中文：报表标识，无则为空串';
comment on column core.release_change.cause is 'Cause: new_submission, correction (a new file repeats a value of an older one), register (the subject is now known), decision (about a cell of the row or its file), derived (from other rows or the as-of instant), rule_or_code (the code or rules of the table changed), programme (a revision of the lists that it follows from), earlier_as_of or lost_submission. 中文：变动原因：新报送、更正、对象入名录、人工决定、由其他行推算、规则或代码变更、方案修订、较早的截止时刻、报送件遗失';
comment on column core.release_change.rows_before is 'Rows of that table and form in the snapshot before. 中文：变动前行数';
comment on column core.release_change.rows_added is 'Rows that are new. 中文：新增行数';
comment on column core.release_change.rows_corrected is 'Rows of the same key with other content. 中文：更正行数';
comment on column core.release_change.rows_dropped is 'Rows that are gone. 中文：删除行数';
comment on column core.release_change.values_added is 'Values where there was none; null where the table has no values. 中文：新增数值数';
comment on column core.release_change.values_corrected is 'Values that differ, or whose restated same period differs; null where the table has no values. 中文：更正数值数';
comment on column core.release_change.values_dropped is 'Values that are gone; null where the table has no values. 中文：删除数值数';
comment on column core.release_change.cause_detail is 'The decisions with their people, the submissions that the archive no longer has, or the files of the code or of the programme, that the cause is: the first five; empty for other causes. 中文：原因明细：决定及决定人，归档中缺失的报送件，或变更的程序文件、方案文件';
