-- group: delivery
-- access: public
create table mart.burden_form (
    burden_form_id          varchar not null,
    form_id                 varchar not null,
    title_zh                varchar not null,
    year                    varchar not null,
    respondent_count        integer,
    file_count              integer not null,
    indicator_count         integer not null,
    row_count               bigint not null,
    cell_count              bigint not null,
    known_count             bigint not null,
    known_name_count        bigint not null,
    known_same_period_count bigint not null,
    known_month_count       bigint not null,
    known_unchanged_count   bigint not null,
    needed_count            bigint not null,
    asked_twice_count       bigint not null,
    saved_alone_count       bigint not null,
    rule_set_version_id     varchar not null,
    is_synthetic            boolean not null,
    primary key (burden_form_id)
);
comment on table mart.burden_form is 'What a form asks in a year: files, indicators and cells, and what of them is known already. 中文：报表负担：年度份数、指标数、数据项数及其中已知项';
comment on column mart.burden_form.burden_form_id is 'Form and year. 中文：标识';
comment on column mart.burden_form.form_id is 'Form. 中文：报表标识';
comment on column mart.burden_form.title_zh is 'Its title. 中文：报表名称';
comment on column mart.burden_form.year is 'Year of the periods due; of a form without a calendar, year in which its rows came. 中文：年度';
comment on column mart.burden_form.respondent_count is 'Who owed it; null for a form without a calendar. 中文：应报单位数，无报送期限的为空';
comment on column mart.burden_form.file_count is 'Files: form by period due, or files that came. 中文：报表份数';
comment on column mart.burden_form.indicator_count is 'Columns with content, asked at least once. 中文：指标数（内容栏）';
comment on column mart.burden_form.row_count is 'Rows. 中文：行数';
comment on column mart.burden_form.cell_count is 'Cells: rows by columns asked. 中文：数据项数';
comment on column mart.burden_form.known_count is 'Of these known already, by the next four. 中文：其中：已知数据项';
comment on column mart.burden_form.known_name_count is 'Names and units that a register or the last return has. 中文：名称、单位等已登记项';
comment on column mart.burden_form.known_same_period_count is 'Same period of last year, held from last year; a restatement shows here. 中文：上年同期数（上年已报，重述在此体现）';
comment on column mart.burden_form.known_month_count is 'Months that two years to date give. 中文：可由累计数推算的当月数';
comment on column mart.burden_form.known_unchanged_count is 'Capacities, from the second return of a year on. 中文：一般不变的数（年内第二次起）';
comment on column mart.burden_form.needed_count is 'The rest. 中文：其余须报的数据项';
comment on column mart.burden_form.asked_twice_count is 'Of the needed ones: asked by another form too. 中文：须报项中其他报表也要求的';
comment on column mart.burden_form.saved_alone_count is 'Cells that nobody would miss without the form: known or asked twice. 中文：取消该表可减少而不损失信息的数据项';
comment on column mart.burden_form.rule_set_version_id is 'Rule set. 中文：所用规则集';
comment on column mart.burden_form.is_synthetic is 'True where it is invented sample data. 中文：是否为合成样本数据';
