-- group: delivery
-- access: public
create table mart.burden_duplicate (
    burden_duplicate_id varchar not null,
    form_id             varchar not null,
    column_name         varchar not null,
    heading             varchar not null,
    other_form_id       varchar not null,
    other_column_name   varchar not null,
    other_heading       varchar not null,
    year                varchar not null,
    subject_count       integer not null,
    cell_count          bigint not null,
    rule_set_version_id varchar not null,
    is_synthetic        boolean not null,
    primary key (burden_duplicate_id)
);
comment on table mart.burden_duplicate is 'Content that two forms ask. 中文：两张报表重复要求的内容';
comment on column mart.burden_duplicate.burden_duplicate_id is 'Both columns and year. 中文：标识';
comment on column mart.burden_duplicate.form_id is 'Form. 中文：报表标识';
comment on column mart.burden_duplicate.column_name is 'Column of it. 中文：栏目标识';
comment on column mart.burden_duplicate.heading is 'Its heading. 中文：栏名';
comment on column mart.burden_duplicate.other_form_id is 'Other form. 中文：另一报表标识';
comment on column mart.burden_duplicate.other_column_name is 'Column of that. 中文：另一栏目标识';
comment on column mart.burden_duplicate.other_heading is 'Its heading. 中文：另一栏名';
comment on column mart.burden_duplicate.year is 'Year in which one was asked while the other was too, or stood as a register. 中文：年度（另一表当年亦要求，或名录已载）';
comment on column mart.burden_duplicate.subject_count is 'Enterprises or projects that both forms are about. 中文：两表均涉及的企业或项目数';
comment on column mart.burden_duplicate.cell_count is 'Cells asked twice at most: rows of the form with fewer in the year. 中文：至多重复的数据项（取当年行数较少者）';
comment on column mart.burden_duplicate.rule_set_version_id is 'Rule set. 中文：所用规则集';
comment on column mart.burden_duplicate.is_synthetic is 'True where it is invented sample data. 中文：是否为合成样本数据';
