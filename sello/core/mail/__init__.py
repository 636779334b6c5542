"""Mail: queue with `enqueue` in the transaction of what causes it; the scheduler's pass delivers.

`message` is the value and its bytes, `outbox` the table, `smtp` the conversation, `delivery` the pass and
what it promises, `retry` the pauses."""
