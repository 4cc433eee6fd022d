-- group: delivery
-- access: public
create table core.submission (
    submission_id     varchar not null,
    submission_number bigint not null,
    file_name         varchar not null,
    sha256            varchar not null,
    size_bytes        bigint not null,
    received_at       timestamp not null,
    form_id           varchar,
    form_version      varchar,
    period            varchar,
    status            varchar not null,
    is_synthetic      boolean not null,
    rows_read         bigint not null,
    rows_accepted     bigint not null,
    held_count        bigint not null,
    refusal           varchar,
    named_indicator_id varchar,
    named_unit_id     varchar,
    named_vintage_id  varchar,
    named_region_code varchar,
    named_by          varchar,
    primary key (submission_id)
);
comment on table core.submission is 'A file as received: its form, arrival and outcome. The same content twice is one submission. 中文：报送文件；内容相同的只算一件';
comment on column core.submission.submission_id is 'Identifier of the submission, S000001 upwards in the order of arrival. 中文：报送标识';
comment on column core.submission.submission_number is 'Order of arrival; later submissions correct earlier ones. 中文：到达序号，后者更正前者';
comment on column core.submission.file_name is 'Name of the file as it was sent. 中文：文件名';
comment on column core.submission.sha256 is 'SHA-256 of the bytes received; the file lies in the archive under this name. 中文：文件 SHA-256';
comment on column core.submission.size_bytes is 'Size of the file in bytes. 中文：文件大小（字节）';
comment on column core.submission.received_at is 'Instant of arrival, UTC. 中文：到达时刻';
comment on column core.submission.form_id is 'Report form that the file is; null where none fitted. 中文：报表标识';
comment on column core.submission.form_version is 'Version of that form. 中文：报表版本';
comment on column core.submission.period is 'Period that the file is about, where the form has one: 2015-03. 中文：报告期';
comment on column core.submission.status is 'Outcome: accepted, held (some cells wait for a decision), waiting (a person must name its figures) or refused. 中文：处理结果：已接收、有待定单元格、待指明、被拒';
comment on column core.submission.is_synthetic is 'True where the file is generated sample data and no real return. 中文：是否为合成样本数据';
comment on column core.submission.rows_read is 'Data rows found in the file. 中文：读取行数';
comment on column core.submission.rows_accepted is 'Data rows of which at least the key was accepted. 中文：接收行数';
comment on column core.submission.held_count is 'Cells held. 中文：待定单元格数';
comment on column core.submission.refusal is 'Why it was refused, or what it waits for; null if accepted. 中文：未接收原因或待指明事项';
comment on column core.submission.named_indicator_id is 'Indicator named by a person, if the file does not name it; null otherwise. 中文：人工指明的指标';
comment on column core.submission.named_unit_id is 'Unit named by a person. 中文：人工指明的计量单位';
comment on column core.submission.named_vintage_id is 'Vintage named by a person. 中文：人工指明的数据版本';
comment on column core.submission.named_region_code is 'Region named by a person. 中文：人工指明的地区';
comment on column core.submission.named_by is 'Person who named them. Of submissions with the same bytes the most recently named one is in force. 中文：指明人；内容相同的以最近指明者为准';
