-- Tries every command that the hub's scripts use, on keys that hold nothing and that are gone afterwards.
--
-- KEYS[1]  the hub's prefix in braces
-- Answer   the commands that the caller's user may not run
local key = KEYS[1] .. ':probe'
local missing = {}
local function try(command, ...)
  local answer = redis.pcall(command, ...)
  if type(answer) == 'table' and answer.err
      and (string.find(answer.err, 'permission', 1, true) or string.find(answer.err, "can't run this command", 1, true)) then
    missing[#missing + 1] = command
  end
end
local stream, text, hash, set = key .. ':stream', key .. ':text', key .. ':hash', key .. ':set'
try('TIME')
try('SET', text, '1', 'PX', 1000)
try('GET', text)
try('MGET', text)
try('EXISTS', text)
try('PEXPIRE', text, 1000)
try('XADD', stream, 'MAXLEN', 1, '1-1', 'probe', '1')
try('XRANGE', stream, '-', '+', 'COUNT', 1)
try('XREVRANGE', stream, '+', '-', 'COUNT', 1)
try('XREAD', 'COUNT', 1, 'STREAMS', stream, '0-0')
try('XLEN', stream)
try('XTRIM', stream, 'MINID', '2')
try('HSET', hash, 'probe', '1')
try('HSETNX', hash, 'probe', '1')
try('HGET', hash, 'probe')
try('HMGET', hash, 'probe')
try('HGETALL', hash)
try('HEXISTS', hash, 'probe')
try('HLEN', hash)
try('HSCAN', hash, '0', 'COUNT', 1)
try('HDEL', hash, 'probe')
try('ZADD', set, 1, 'probe')
try('ZCARD', set)
try('ZSCORE', set, 'probe')
try('ZMSCORE', set, 'probe')
try('ZRANGE', set, 0, 0, 'WITHSCORES')
try('ZREVRANGE', set, 0, 0)
try('ZRANGEBYSCORE', set, '-inf', '+inf', 'LIMIT', 0, 1)
try('ZREM', set, 'nothing')
try('ZREMRANGEBYSCORE', set, '-inf', '(0')
try('ZREMRANGEBYRANK', set, 0, -10001)
try('UNLINK', stream)
try('DEL', text, hash, set)
return missing
