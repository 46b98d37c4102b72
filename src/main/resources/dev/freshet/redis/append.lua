-- Appends one event to the hub's log and to the history of each of its topics, all or nothing.
--
-- KEYS[1]  the hub's prefix in braces, such as {freshet}: every key of the hub begins with it
-- ARGV     names and values by turns: topic (once or more), data, type, id, retry, private;
--          key, under which the same event is appended once in five minutes;
--          term, which only hubs give: the number of the lease that the event may be published under;
--          mark, place and note, which only hubs give: the event is appended only if the place, of
--          digits, is greater than the one kept under the mark, which then moves there
-- Answer   the event's place in the log, such as 1795426626360-0
-- Errors   REFUSED: the event cannot be sent, nothing was done
--          REUSED: another event was appended under the key, or the mark has come as far; nothing was done
--          FENCED: the lease has another term, nothing was done
local hub = KEYS[1]

local function refused(why)
  return redis.error_reply('REFUSED ' .. why)
end

local given = {}
local topics, isTopic = {}, {}
local known = { data = true, type = true, id = true, retry = true, private = true, term = true, key = true,
  mark = true, place = true, note = true }
for i = 1, #ARGV, 2 do
  local name, value = ARGV[i], ARGV[i + 1]
  if not value then
    return refused('The last field has no value.')
  elseif name == 'topic' then
    if value == '' or value == '*' or string.find(value, '%c') then
      return refused('A topic must not be empty or * or have control characters.')
    elseif not isTopic[value] then
      isTopic[value] = true
      topics[#topics + 1] = value
    end
  elseif not known[name] then
    return refused('There is no such field as ' .. string.sub(string.gsub(name, '[%c]', '?'), 1, 40) .. '.')
  elseif given[name] then
    return refused('The field ' .. name .. ' is given twice.')
  else
    given[name] = value
  end
end
if #topics == 0 or #topics > 1000 then
  return refused('An event has 1 to 1000 topics.')
end
for _, name in ipairs({ 'type', 'id', 'retry' }) do
  if given[name] == '' then
    given[name] = nil
  end
end
if given.type and string.find(given.type, '[%z\r\n]') then
  return refused('The type must not contain a line break or NUL.')
end
local id = given.id
if id and (string.find(id, '[^ -~]') or string.sub(id, 1, 1) == '#' or id == 'earliest') then
  return refused('The id must be printable ASCII, not begin with # and not be earliest.')
end
if given.retry and (#given.retry > 9 or string.find(given.retry, '%D')) then
  return refused('The retry time must be a number of milliseconds.')
end

local state = redis.call('HMGET', hub .. ':state',
  'last', 'above', 'born', 'ids', 'logEvents', 'logAge', 'maxEvent', 'topics')
local last, above, born = state[1] or '0-0', state[2] or '0-0', state[3]
local logEvents, logAge = tonumber(state[5] or 10000), tonumber(state[6] or 86400000)
if given.data and #given.data > tonumber(state[7] or 1048576) then
  return refused('The data is larger than ' .. (state[7] or 1048576) .. ' bytes.')
end
if given.term and given.term ~= (redis.call('GET', hub .. ':term') or '') then
  return redis.error_reply('FENCED Another node holds the lease.')
end

local keyed = given.key and hub .. ':key:' .. given.key
local fingerprint = ''
if keyed then
  fingerprint = redis.sha1hex(table.concat(topics, '\n') .. '\0' .. table.concat({
    given.data or '', given.type or '', id or '', given.retry or '', given.private and '1' or '' }, '\0'))
  local used = redis.call('GET', keyed)
  if used then
    local place, known = string.match(used, '^(%S+) (%S+)$')
    return known == fingerprint and place or redis.error_reply('REUSED Another event has this key.')
  end
end

-- The mark moves before anything is seen, so that a mark that cannot be written leaves no event.
if given.mark then
  local marks, place = hub .. ':store:schedule-marks', given.place or ''
  if place == '' or string.find(place, '%D') then
    return refused('The place of a mark must be digits.')
  end
  local kept = redis.call('HGET', marks, given.mark)
  if kept and string.match(kept, '^%d*') >= place then
    return redis.error_reply('REUSED The mark has come as far already.')
  end
  redis.call('HSET', marks, given.mark, place .. ' ' .. (given.note or ''))
end

-- The place: after every place that was ever given, even if the clock went back or Redis lost some.
local function parts(place)
  local millis, sequence = string.match(place, '^(%d+)-(%d+)$')
  return tonumber(millis), tonumber(sequence)
end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local millis, sequence = parts(last)
local aboveMillis, aboveSequence = parts(above)
if aboveMillis > millis or (aboveMillis == millis and aboveSequence > sequence) then
  millis, sequence = aboveMillis, aboveSequence
end
local wanted = '*'
if now <= millis then
  wanted = string.format('%.0f-%.0f', millis, sequence + 1)
end

local entry = { 'prev', last }
for _, topic in ipairs(topics) do
  entry[#entry + 1] = 'topic'
  entry[#entry + 1] = topic
end
for _, name in ipairs({ 'data', 'type', 'id', 'retry', 'private' }) do
  if given[name] then
    entry[#entry + 1] = name
    entry[#entry + 1] = given[name]
  end
end

local log = hub .. ':log'
local place = redis.call('XADD', log, 'MAXLEN', '~', logEvents, wanted, unpack(entry))
redis.call('XTRIM', log, 'MINID', string.format('%.0f', now - logAge))
redis.call('PEXPIRE', log, logAge)
if not born then
  -- What was before this place, if anything, is not here any more.
  local m, s = parts(place)
  born = s > 0 and string.format('%.0f-%.0f', m, s - 1) or string.format('%.0f-999999999', m - 1)
  redis.call('HSET', hub .. ':state', 'last', place, 'born', born)
else
  redis.call('HSET', hub .. ':state', 'last', place)
end

-- Each line of the bounds: events, milliseconds, and the prefix of the topics that they are for.
local function bounds(topic)
  local events, age, longest = 1000, 86400000, -1
  for e, a, prefix in string.gmatch(state[8] or '', '(%d+) (%d+) ([^\n]*)\n') do
    if #prefix > longest and string.sub(topic, 1, #prefix) == prefix then
      events, age, longest = tonumber(e), tonumber(a), #prefix
    end
  end
  return events, age
end
for _, topic in ipairs(topics) do
  local events, age = bounds(topic)
  local history, tail = hub .. ':topic:' .. topic, hub .. ':tail:' .. topic
  -- No tail: the topic is new, or was silent for so long that all of it has aged away.
  entry[2] = redis.call('SET', tail, place, 'PX', age, 'GET') or string.format('%.0f-0', now - age)
  local added = redis.pcall('XADD', history, 'MAXLEN', events, place, unpack(entry))
  if type(added) == 'table' and added.err then
    -- A history that is ahead of the log belongs to a log that is gone.
    redis.call('DEL', history)
    redis.call('XADD', history, place, unpack(entry))
  end
  redis.call('XTRIM', history, 'MINID', string.format('%.0f', now - age))
  redis.call('PEXPIRE', history, age)
end

-- Which topics there are, by the time of their latest event. It grows with new topics only, and after
-- about a hundred of them what is too old or too much goes at once.
local index, moves = hub .. ':topics', {}
local at = string.match(place, '^%d+')
for _, topic in ipairs(topics) do
  moves[#moves + 1] = at
  moves[#moves + 1] = topic
end
local isNew = redis.call('ZADD', index, unpack(moves)) > 0
local indexed = isNew and redis.call('ZCARD', index) or 0
if isNew and (indexed > 10100 or indexed % 100 == 0) then
  local longest = 0
  for age in string.gmatch(state[8] or '', '%d+ (%d+) [^\n]*\n') do
    longest = math.max(longest, tonumber(age))
  end
  longest = longest > 0 and longest or 86400000
  redis.call('ZREMRANGEBYSCORE', index, '-inf', string.format('(%.0f', now - longest))
  redis.call('ZREMRANGEBYRANK', index, 0, -10001)
end

-- Publishers' own ids: two sets that take turns, so that the last ones, as many as the log has
-- events, are always known, and never more than twice as many are kept.
if id then
  local turn = tonumber(state[4] or 0)
  local current, other = hub .. ':ids:' .. turn, hub .. ':ids:' .. (1 - turn)
  if redis.call('HEXISTS', other, id) == 0 and redis.call('HSETNX', current, id, place) == 1 then
    redis.call('PEXPIRE', current, logAge)
    if redis.call('HLEN', current) >= logEvents then
      redis.call('UNLINK', other)
      redis.call('HSET', hub .. ':state', 'ids', 1 - turn)
    end
  end
end
if keyed then
  redis.call('SET', keyed, place .. ' ' .. fingerprint, 'PX', 300000)
end
return place
