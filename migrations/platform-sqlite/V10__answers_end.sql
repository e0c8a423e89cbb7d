-- Answers to operations are given again to a desk that has not heard them, and go after half a year: the oldest first.
CREATE INDEX record_operation_by_time ON record_operation (answered_ms);
