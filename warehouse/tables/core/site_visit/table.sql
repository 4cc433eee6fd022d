-- group: enterprise
-- access: public
create table core.site_visit (
    site_visit_id   varchar not null,
    enterprise_id   varchar not null,
    visit_date      date not null,
    department_id   varchar,
    department_name varchar,
    person_name     varchar,
    request         varchar,
    issue_id        varchar,
    is_resolved     boolean,
    request_state   varchar not null,
    days_open       integer,
    is_synthetic    boolean not null,
    is_flagged      boolean not null default false,
    submission_id   varchar not null,
    source_sheet    varchar not null,
    source_row      integer not null,
    sheet_id        varchar generated always as (submission_id || '/' || source_sheet) virtual,
    primary key (site_visit_id)
);
comment on table core.site_visit is 'A visit of a department to a firm, with what it asked for and what became of it. 中文：企业实地走访记录，含诉求及办理情况';
comment on column core.site_visit.site_visit_id is 'Number of the visit. 中文：走访编号';
comment on column core.site_visit.enterprise_id is 'The enterprise. 中文：企业标识';
comment on column core.site_visit.visit_date is 'Day of the visit. 中文：走访日期';
comment on column core.site_visit.department_id is 'Unit that came; null where the programme has none of that name. 中文：走访单位标识，名称不在方案内为空';
comment on column core.site_visit.department_name is 'Unit that came, as written. 中文：走访单位，原文';
comment on column core.site_visit.person_name is 'Person who came. 中文：走访人';
comment on column core.site_visit.request is 'What the enterprise asked for; null: nothing. 中文：企业诉求，无诉求为空';
comment on column core.site_visit.issue_id is 'Issue of the ledger that was opened for it. 中文：问题编号';
comment on column core.site_visit.is_resolved is 'Whether it is settled, as the visitor says. 中文：是否解决，走访单位填报';
comment on column core.site_visit.request_state is 'What became of the request: by the ledger where it has the issue, else as the visitor says. 中文：诉求办理情况：台账有该问题的以台账为准';
comment on column core.site_visit.days_open is 'Days since the visit of a request that is open. 中文：未解决诉求距走访日的天数';
comment on column core.site_visit.is_synthetic is 'True where it is invented sample data. 中文：是否为合成样本数据';
comment on column core.site_visit.is_flagged is 'True where a cell of its row is held and not taken: look at it before relying on the row. 中文：所依据的行有待定单元格';
comment on column core.site_visit.submission_id is 'Source file. 中文：来源文件标识';
comment on column core.site_visit.source_sheet is 'Sheet of that file. 中文：来源工作表';
comment on column core.site_visit.source_row is 'Row of that sheet. 中文：来源行号';
comment on column core.site_visit.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it. 中文：来源文件与工作表标识';
