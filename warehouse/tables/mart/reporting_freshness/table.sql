-- group: delivery
-- access: public
create table mart.reporting_freshness (
    form_id           varchar not null,
    period            varchar not null,
    period_end_date   date not null,
    due_at            timestamp not null,
    expected_count    integer not null,
    received_count    integer not null,
    on_time_count     integer not null,
    late_count        integer not null,
    back_loaded_count integer not null,
    missing_count     integer not null,
    exempt_count      integer not null,
    received_share    decimal(19, 6),
    first_received_at timestamp,
    last_received_at  timestamp,
    primary key (form_id, period)
);
comment on table mart.reporting_freshness is 'How much of a form''s period is in: one row per partition of a return. Judged at the as-of instant of the snapshot. 中文：报告期报送进度（以快照截止时刻为准）';
comment on column mart.reporting_freshness.form_id is 'Report form. 中文：报表标识';
comment on column mart.reporting_freshness.period is 'Month or quarter. 中文：报告期';
comment on column mart.reporting_freshness.period_end_date is 'Last day of the period. 中文：期末日期';
comment on column mart.reporting_freshness.due_at is 'Instant by which the returns have to be in, UTC. 中文：报送截止时刻';
comment on column mart.reporting_freshness.expected_count is 'How many reports are owed (by enterprises, on tasks, on projects); exempt ones are not counted. 中文：应报数';
comment on column mart.reporting_freshness.received_count is 'How many of them are in. 中文：已报数';
comment on column mart.reporting_freshness.on_time_count is 'Of those, in by the deadline. 中文：按时数';
comment on column mart.reporting_freshness.late_count is 'Of those, in after the deadline. 中文：迟报数';
comment on column mart.reporting_freshness.back_loaded_count is 'Of those, due before anything was received here: timeliness unknown. 中文：补录数';
comment on column mart.reporting_freshness.missing_count is 'Reports that are not in although their deadline has passed. 中文：逾期未报数';
comment on column mart.reporting_freshness.exempt_count is 'Reports that need not be sent. 中文：免报数';
comment on column mart.reporting_freshness.received_share is 'received_count over expected_count, 0 to 1; null where none is expected. 中文：报送率（0 至 1）';
comment on column mart.reporting_freshness.first_received_at is 'First arrival of a report, UTC. 中文：首次收到时刻';
comment on column mart.reporting_freshness.last_received_at is 'Newest first arrival about a subject, UTC. 中文：最近收到时刻';
