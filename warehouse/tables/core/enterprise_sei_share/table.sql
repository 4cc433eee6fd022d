-- group: measurement
-- access: public
create table core.enterprise_sei_share (
    enterprise_sei_share_id varchar not null,
    enterprise_id     varchar not null,
    year              varchar not null,
    product_code      varchar not null,
    product_name_zh   varchar,
    sei_code          varchar,
    product_output_cny decimal(38, 2),
    sei_share         decimal(19, 6) not null,
    source_note       varchar,
    is_synthetic      boolean not null,
    is_flagged        boolean not null default false,
    submission_id     varchar not null,
    source_sheet      varchar not null,
    source_row        integer not null,
    sheet_id          varchar generated always as (submission_id || '/' || source_sheet) virtual,
    primary key (enterprise_sei_share_id)
);
comment on table core.enterprise_sei_share is 'Which share of a product''s output in a firm was strategic emerging in a year: the newest return of form B104-4. 中文：企业分产品战略性新兴产业产值比重（年报 B104-4）';
comment on column core.enterprise_sei_share.enterprise_sei_share_id is 'Enterprise, year and product. 中文：标识';
comment on column core.enterprise_sei_share.enterprise_id is 'The enterprise. 中文：企业标识';
comment on column core.enterprise_sei_share.year is 'Year of the output. 中文：年度';
comment on column core.enterprise_sei_share.product_code is 'Code of the product. 中文：产品代码';
comment on column core.enterprise_sei_share.product_name_zh is 'Name of the product, as the return writes it. 中文：产品名称，原文';
comment on column core.enterprise_sei_share.sei_code is 'Class of strategic emerging industries, as in the return. 中文：战略性新兴产业分类代码，原文';
comment on column core.enterprise_sei_share.product_output_cny is 'Output of the product in the year (yuan), current prices; the weight of its share. 中文：产品产值（元），现价，其比重的权数';
comment on column core.enterprise_sei_share.sei_share is 'Share of the output of the product that is strategic emerging (0 to 1). 中文：战略性新兴产业产值比重（0 至 1）';
comment on column core.enterprise_sei_share.source_note is 'Source, as the return names it. 中文：来源';
comment on column core.enterprise_sei_share.is_synthetic is 'True where the share is invented sample data. 中文：是否为合成样本数据';
comment on column core.enterprise_sei_share.is_flagged is 'True where a cell of its row is held and not taken: look at it before relying on the row. 中文：所依据的行有待定单元格';
comment on column core.enterprise_sei_share.submission_id is 'Source file. 中文：来源文件标识';
comment on column core.enterprise_sei_share.source_sheet is 'Sheet of that file. 中文：来源工作表';
comment on column core.enterprise_sei_share.source_row is 'Row of that sheet. 中文：来源行号';
comment on column core.enterprise_sei_share.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it. 中文：来源文件与工作表标识';
