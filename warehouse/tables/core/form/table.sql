-- group: reference
-- access: public
create table core.form (
    form_id      varchar not null,
    form_version varchar not null,
    title_zh     varchar not null,
    title_en     varchar not null,
    description  varchar not null,
    sender       varchar,
    frequency    varchar,
    due_day      integer,
    column_count integer not null,
    valid_from_date date not null,
    valid_to_date   date,
    primary key (form_id)
);
comment on table core.form is 'The report forms: what each is called, who sends it, and how often it is due. 中文：报表目录';
comment on column core.form.form_id is 'Report form. 中文：报表标识';
comment on column core.form.form_version is 'Version. 中文：报表版本';
comment on column core.form.title_zh is 'Chinese title. 中文：报表名称';
comment on column core.form.title_en is 'English title. 中文：英文名称';
comment on column core.form.description is 'What it is for. 中文：说明（英文）';
comment on column core.form.sender is 'Who sends it, as far as we know; null where anybody may. 中文：报送单位类别，不限为空';
comment on column core.form.frequency is 'How often it is due; null for a form that comes when something happens. 中文：报送频率，随时报送为空';
comment on column core.form.due_day is 'Day of the month after the period by which it is due; null likewise. 中文：期后次月报送截止日，随时报送为空';
comment on column core.form.column_count is 'Columns that it asks. 中文：栏目数';
comment on column core.form.valid_from_date is 'First day on which it is in force. 中文：启用日期';
comment on column core.form.valid_to_date is 'Last day; null while it is in force. 中文：停用日期，仍有效为空';
