-- group: delivery
-- access: public
create table mart.burden_respondent (
    burden_respondent_id    varchar not null,
    respondent_kind         varchar not null,
    enterprise_id           varchar,
    department_id           varchar,
    project_id              varchar,
    year                    varchar not null,
    form_count              integer not null,
    event_form_count        integer not null,
    file_count              integer not null,
    indicator_count         integer not null,
    row_count               bigint not null,
    cell_count              bigint not null,
    event_cell_count        bigint not null,
    known_count             bigint not null,
    known_name_count        bigint not null,
    known_same_period_count bigint not null,
    known_month_count       bigint not null,
    known_unchanged_count   bigint not null,
    needed_count            bigint not null,
    rule_set_version_id     varchar not null,
    is_synthetic            boolean not null,
    primary key (burden_respondent_id)
);
comment on table mart.burden_respondent is 'What a respondent is asked in a year: what it owed of the forms with a calendar, what it sent of the others. 中文：填报单位负担：有期限报表的应报与其他报表的实报';
comment on column mart.burden_respondent.burden_respondent_id is 'Kind, respondent and year. 中文：标识';
comment on column mart.burden_respondent.respondent_kind is 'enterprise, department or project. 中文：填报单位类别';
comment on column mart.burden_respondent.enterprise_id is 'Of an enterprise. 中文：企业标识';
comment on column mart.burden_respondent.department_id is 'Of a department. 中文：部门标识';
comment on column mart.burden_respondent.project_id is 'Of a project. 中文：项目标识';
comment on column mart.burden_respondent.year is 'Year. 中文：年度';
comment on column mart.burden_respondent.form_count is 'Forms that it owes or sent. 中文：报表种数';
comment on column mart.burden_respondent.event_form_count is 'Of these without a calendar: counted by what it sent, in the year of arrival. 中文：其中无报送期限的，按到达年度实报计';
comment on column mart.burden_respondent.file_count is 'Files: form by period due, or files that came. 中文：报表份数';
comment on column mart.burden_respondent.indicator_count is 'Columns with content, asked at least once. 中文：指标数（内容栏）';
comment on column mart.burden_respondent.row_count is 'Rows. 中文：行数';
comment on column mart.burden_respondent.cell_count is 'Cells: rows by columns asked. 中文：数据项数';
comment on column mart.burden_respondent.event_cell_count is 'Of these of forms without a calendar. 中文：其中无报送期限报表的';
comment on column mart.burden_respondent.known_count is 'Of these known already, by the next four. 中文：其中：已知数据项';
comment on column mart.burden_respondent.known_name_count is 'Names and units that a register or the last return has. 中文：名称、单位等已登记项';
comment on column mart.burden_respondent.known_same_period_count is 'Same period of last year, held from last year; a restatement shows here. 中文：上年同期数（上年已报，重述在此体现）';
comment on column mart.burden_respondent.known_month_count is 'Months that two years to date give. 中文：可由累计数推算的当月数';
comment on column mart.burden_respondent.known_unchanged_count is 'Capacities, from the second return of a year on. 中文：一般不变的数（年内第二次起）';
comment on column mart.burden_respondent.needed_count is 'The rest. 中文：其余须报的数据项';
comment on column mart.burden_respondent.rule_set_version_id is 'Rule set. 中文：所用规则集';
comment on column mart.burden_respondent.is_synthetic is 'True where it is invented sample data. 中文：是否为合成样本数据';
