-- group: enterprise
-- access: public
create table core.enterprise_survey (
    enterprise_survey_id   varchar not null,
    enterprise_id          varchar not null,
    year                   varchar not null,
    patent_count           integer,
    standard_count         integer,
    rd_staff_count         integer,
    material_purchase_cny  decimal(38, 2),
    local_purchase_cny     decimal(38, 2),
    planned_investment_cny decimal(38, 2),
    wanted_financing_cny   decimal(38, 2),
    financing_way          varchar,
    raised_since_cny       decimal(38, 2) not null,
    direct_equity_since_cny decimal(38, 2) not null,
    fund_since_cny         decimal(38, 2) not null,
    credit_since_cny       decimal(38, 2) not null,
    met_cny                decimal(38, 2),
    met_reason             varchar,
    matter                 varchar,
    is_synthetic           boolean not null,
    is_flagged             boolean not null default false,
    submission_id          varchar not null,
    source_sheet           varchar not null,
    source_row             integer not null,
    sheet_id               varchar generated always as (submission_id || '/' || source_sheet) virtual,
    primary key (enterprise_survey_id)
);
comment on table core.enterprise_survey is 'What a firm answered in the yearly survey, the newest answer. It sums within no other form. 中文：骨干企业年度调查，以最新填报为准';
comment on column core.enterprise_survey.enterprise_survey_id is 'Enterprise and year. 中文：标识';
comment on column core.enterprise_survey.enterprise_id is 'The enterprise. 中文：企业标识';
comment on column core.enterprise_survey.year is 'Year of the survey. 中文：年度';
comment on column core.enterprise_survey.patent_count is 'Invention patents in force. 中文：有效发明专利数（件）';
comment on column core.enterprise_survey.standard_count is 'Standards that it leads or takes part in. 中文：主导或参与标准数（项）';
comment on column core.enterprise_survey.rd_staff_count is 'Staff in research and development. 中文：研发人员数（人）';
comment on column core.enterprise_survey.material_purchase_cny is 'Purchases of materials (yuan). 中文：原辅料采购总额（元）';
comment on column core.enterprise_survey.local_purchase_cny is 'Purchases within the province (yuan), part of the purchases. 中文：其中省内采购额（元）';
comment on column core.enterprise_survey.planned_investment_cny is 'Investment planned for the next year (yuan). 中文：下年计划投资（元）';
comment on column core.enterprise_survey.wanted_financing_cny is 'Capital that it wants to raise (yuan). 中文：拟融资额（元）';
comment on column core.enterprise_survey.financing_way is 'How it wants to raise it. 中文：意向方式';
comment on column core.enterprise_survey.raised_since_cny is 'Capital raised since the year of the survey, as core.financing_round has it (yuan); 0 where it has none. 中文：调查年度之后的企业融资（元），无记录为0';
comment on column core.enterprise_survey.direct_equity_since_cny is 'Paid in as equity by the provincial company since that year (yuan). 中文：此后省级公司直接股权出资（元）';
comment on column core.enterprise_survey.fund_since_cny is 'Invested by funds since that year (yuan). 中文：此后基金投资（元）';
comment on column core.enterprise_survey.credit_since_cny is 'New loans of banks since that year (yuan), each year by its newest quarter. 中文：此后银行新增贷款（元），各年取最新季度';
comment on column core.enterprise_survey.met_cny is 'Of what it wants, what came since that year by the way that it wants (yuan): equity by direct equity and funds, loans by new loans, bonds by bonds; 0 where it wants none. 中文：按意向方式此后已落实（元）：股权计直接股权与基金，贷款计新增贷款，债券计债券；不需要为0';
comment on column core.enterprise_survey.met_reason is 'Why that is null: no way is named, or no register has a later year yet. 中文：空值原因：未填意向方式，或此后年度尚无数据';
comment on column core.enterprise_survey.matter is 'What needs coordination. 中文：需协调事项';
comment on column core.enterprise_survey.is_synthetic is 'True where it is invented sample data. 中文：是否为合成样本数据';
comment on column core.enterprise_survey.is_flagged is 'True where a cell of its row is held and not taken: look at it before relying on the row. 中文：所依据的行有待定单元格';
comment on column core.enterprise_survey.submission_id is 'Source file. 中文：来源文件标识';
comment on column core.enterprise_survey.source_sheet is 'Sheet of that file. 中文：来源工作表';
comment on column core.enterprise_survey.source_row is 'Row of that sheet. 中文：来源行号';
comment on column core.enterprise_survey.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it. 中文：来源文件与工作表标识';
