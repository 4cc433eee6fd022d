-- group: programme
-- access: public
create table core.technology_project (
    technology_project_id varchar not null,
    title_zh              varchar not null,
    technology_kind       varchar not null,
    industry_id           varchar,
    enterprise_id         varchar not null,
    technology_stage      varchar not null,
    total_investment_cny  decimal(38, 2),
    public_money_cny      decimal(38, 2),
    technology_result     varchar,
    patent_count          integer,
    started_date          date not null,
    completed_date        date,
    is_synthetic          boolean not null,
    is_flagged            boolean not null default false,
    submission_id         varchar not null,
    source_sheet          varchar not null,
    source_row            integer not null,
    sheet_id              varchar generated always as (submission_id || '/' || source_sheet) virtual,
    primary key (technology_project_id)
);
comment on table core.technology_project is 'A project on key technologies, applied research or the upgrade of a firm. 中文：技术攻关、应用研究与智能化改造项目';
comment on column core.technology_project.technology_project_id is 'Number of the project. 中文：技术项目编号';
comment on column core.technology_project.title_zh is 'Name. 中文：技术项目名称';
comment on column core.technology_project.technology_kind is 'Kind: key technology, applied research or intelligent upgrade. 中文：类别';
comment on column core.technology_project.industry_id is 'Field; null where the row names none that the plan knows. 中文：领域标识';
comment on column core.technology_project.enterprise_id is 'The firm. 中文：企业标识';
comment on column core.technology_project.technology_stage is 'Stage, in the newest file. 中文：所处阶段，以最新文件为准';
comment on column core.technology_project.total_investment_cny is 'Total investment (yuan). 中文：项目投资（元）';
comment on column core.technology_project.public_money_cny is 'Public money in it (yuan). 中文：其中财政资金（元）';
comment on column core.technology_project.technology_result is 'What came of it; null: nothing yet. 中文：成果形式，尚无为空';
comment on column core.technology_project.patent_count is 'Patents granted. 中文：专利授权数';
comment on column core.technology_project.started_date is 'Day of the start. 中文：立项日期';
comment on column core.technology_project.completed_date is 'Day of completion. 中文：完成日期';
comment on column core.technology_project.is_synthetic is 'True where it is invented sample data. 中文：是否为合成样本数据';
comment on column core.technology_project.is_flagged is 'True where a cell of its row is held and not taken: look at it before relying on the row. 中文：所依据的行有待定单元格';
comment on column core.technology_project.submission_id is 'Source file. 中文：来源文件标识';
comment on column core.technology_project.source_sheet is 'Sheet of that file. 中文：来源工作表';
comment on column core.technology_project.source_row is 'Row of that sheet. 中文：来源行号';
comment on column core.technology_project.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it. 中文：来源文件与工作表标识';
