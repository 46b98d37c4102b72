-- Appends one event to the hub's log and to the history of each of its topics, all or nothing.
--
-- Every command that Redis may refuse, for a right that is missing or a key of the wrong type, runs once before
-- anything can be seen; what was changed until then is put back. Once the log has the event nothing fails any more:
-- a history that cannot take it differs from its tail, and readers of that topic are told of a gap.
--
-- KEYS[1]  the hub's prefix in braces, such as {freshet}: every key of the hub begins with it
-- ARGV     names and values by turns: topic (once or more), data, type, id, retry, private;
--          key, under which the same event is appended once in five minutes;
--          digest, which only hubs give: the SHA-256 by which the event is told from others with the key; without it,
--          the script computes a SHA-1, the only digest that Redis has, over all fields with their lengths;
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

-- Control and format characters: C0, DEL, C1, the soft hyphen, and those of general punctuation, of tags and U+FEFF.
local unseen = { '[%z\1-\31\127]', '\194[\128-\159\173]', '\226\128[\139-\143\168-\174]', '\226\129[\160-\175]',
  '\239\187\191', '\243\160[\128\129]' }
local function isName(text)
  for _, pattern in ipairs(unseen) do
    if string.find(text, pattern) then
      return false
    end
  end
  return true
end

local given = {}
local topics, isTopic = {}, {}
local known = { data = true, type = true, id = true, retry = true, private = true, term = true, key = true,
  digest = true, mark = true, place = true, note = true }
for i = 1, #ARGV, 2 do
  local name, value = ARGV[i], ARGV[i + 1]
  if not value then
    return refused('The last field has no value.')
  elseif name == 'topic' then
    if value == '' or value == '*' or not isName(value) then
      return refused('A topic must not be empty or * or have control or format characters.')
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
if given.type and not isName(given.type) then
  return refused('The type must not contain control or format characters.')
end
local id = given.id
if id and (string.find(id, '[^ -~]') or string.sub(id, 1, 1) == '#' or id == 'earliest') then
  return refused('The id must be printable ASCII, not begin with # and not be earliest.')
end
if given.retry and (#given.retry > 9 or string.find(given.retry, '%D')) then
  return refused('The retry time must be a number of milliseconds.')
end

local state = redis.call('HMGET', hub .. ':state',
  'last', 'above', 'born', 'ids', 'logEvents', 'logAge', 'maxEvent', 'topics', 'indexed', 'cut', 'evicts', 'lost',
  'maxTopic', 'maxType', 'maxId')
local last, above, born, lost = state[1] or '0-0', state[2] or '0-0', state[3], state[12] or '0-0'
local logEvents, logAge = tonumber(state[5] or 10000), tonumber(state[6] or 86400000)
if given.data and #given.data > tonumber(state[7] or 1048576) then
  return refused('The data is larger than ' .. (state[7] or 1048576) .. ' bytes.')
end
local maxTopic = tonumber(state[13] or 4096)
for _, topic in ipairs(topics) do
  -- The hub's own have the selectors of others in them, percent-encoded.
  if #topic > maxTopic and string.sub(topic, 1, 21) ~= '/.well-known/mercure/' then
    return refused('A topic has more than ' .. maxTopic .. ' bytes.')
  end
end
if #(given.type or '') > tonumber(state[14] or 256) or #(id or '') > tonumber(state[15] or 512) then
  return refused('The type or the id is too long.')
end
if given.term and given.term ~= (redis.call('GET', hub .. ':term') or '') then
  return redis.error_reply('FENCED Another node holds the lease.')
end

local keyed = given.key and hub .. ':key:' .. given.key
local fingerprint = ''
if keyed then
  fingerprint = given.digest
  if not fingerprint then
    local sent = { #topics .. ':', given.private and '1' or '0' }
    for _, topic in ipairs(topics) do
      sent[#sent + 1] = #topic .. ':' .. topic
    end
    for _, name in ipairs({ 'data', 'type', 'id', 'retry' }) do
      sent[#sent + 1] = given[name] and #given[name] .. ':' .. given[name] or '-'
    end
    fingerprint = redis.sha1hex(table.concat(sent))
  end
  local used = redis.call('GET', keyed)
  if used then
    local place, known = string.match(used, '^(%S+) (%S+)$')
    return known == fingerprint and place or redis.error_reply('REUSED Another event has this key.')
  end
end

-- A mark only moves forward: an event whose mark has come as far already was appended before.
local marks, marked = hub .. ':store:schedule-marks', nil
if given.mark then
  local place = given.place or ''
  if place == '' or string.find(place, '%D') then
    return refused('The place of a mark must be digits.')
  end
  marked = redis.call('HGET', marks, given.mark)
  if marked and string.match(marked, '^%d*') >= place then
    return redis.error_reply('REUSED The mark has come as far already.')
  end
end

local function parts(place)
  local millis, sequence = string.match(place, '^(%d+)-(%d+)$')
  return tonumber(millis), tonumber(sequence)
end
local function later(a, b)
  local am, as = parts(a)
  local bm, bs = parts(b)
  return (am > bm or (am == bm and as > bs)) and a or b
end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local function placeAfter(base)
  local millis, sequence = parts(base)
  return now > millis and string.format('%.0f-0', now) or string.format('%.0f-%.0f', millis, sequence + 1)
end

local log, index = hub .. ':log', hub .. ':topics'
if not state[1] then
  -- The state is new or lost. What the log has is still a chain; what was known of the time before is not.
  local newest = redis.call('XREVRANGE', log, '+', '-', 'COUNT', 1)[1]
  if newest then
    last = newest[1]
    born = later(born or '0-0', last)
  end
end
-- Before this entry comes the last one, or the last one that is known to be lost.
local entry = { 'prev', later(last, lost) }
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

-- The topics' newest places until now.
local tailKeys, eventsOf, ageOf = {}, {}, {}
for i, topic in ipairs(topics) do
  tailKeys[i] = hub .. ':tail:' .. topic
  eventsOf[i], ageOf[i] = bounds(topic)
end
local tails = redis.call('MGET', unpack(tailKeys))
local previous = {}
for i, topic in ipairs(topics) do
  local before = tails[i]
  if not before then
    -- The topic is new, or was silent for so long that all of it has aged away, or its tail was thrown away.
    local heard = tonumber(redis.call('ZSCORE', index, topic) or -1)
    before = string.format('%.0f-0', now - ageOf[i])
    if heard >= now - ageOf[i] then
      local newest = redis.call('XREVRANGE', hub .. ':topic:' .. topic, '+', '-', 'COUNT', 1)[1]
      local isThere = newest and parts(newest[1]) >= heard
      before = isThere and newest[1] or string.format('%.0f-999999999', heard)
    elseif heard < 0 then
      before = later(before, state[9] or '0-0')
      if last ~= '0-0' and redis.call('EXISTS', index) == 0 then
        -- The index was thrown away too: of this topic nothing is known up to here.
        before = later(before, last)
      end
      before = state[11] == '1' and later(before, state[10] or '0-0') or before
    end
  end
  previous[i] = before
end

-- Which topics there are, by the time of their latest event. It grows with new topics only, and after
-- about a hundred of them what is too old or too much goes at once.
local function mark(place)
  local moves, at = {}, string.match(place, '^%d+')
  for _, topic in ipairs(topics) do
    moves[#moves + 1] = at
    moves[#moves + 1] = topic
  end
  return redis.call('ZADD', index, unpack(moves))
end
local place = placeAfter(later(last, above))

-- What Redis may refuse, in harmless forms first; and before all, what it refuses when it is full.
local added = mark(place)
local indexed = added > 0 and redis.call('ZCARD', index) or 0
redis.call('XTRIM', log, 'MINID', string.format('%.0f', now - logAge))
local hasLog = redis.call('PEXPIRE', log, logAge) == 1
local turn = tonumber(state[4] or 0)
local current, other = hub .. ':ids:' .. turn, hub .. ':ids:' .. (1 - turn)
-- An id of a private event is known only to those who may see it. No id begins with #.
local idField = id and (given.private and '#' or '') .. id
local isNewId = id and redis.call('HEXISTS', other, idField) == 0 and redis.call('HEXISTS', current, idField) == 0

local function restore(count)
  for i = 1, count do
    redis.pcall('SET', tailKeys[i], tails[i] or '0-0', 'PX', tails[i] and ageOf[i] or 1)
  end
end
-- Writes the event with all that must agree with it; gives the error, or nothing.
local function write()
  for i, key in ipairs(tailKeys) do
    local set = redis.pcall('SET', key, place, 'PX', ageOf[i])
    if set.err then
      restore(i - 1)
      return set
    end
  end
  local changes = { 'last', place }
  local wasBorn = born
  if not born then
    -- What was before this place, if anything, is not here any more.
    local m, s = parts(place)
    wasBorn = s > 0 and string.format('%.0f-%.0f', m, s - 1) or string.format('%.0f-999999999', m - 1)
  end
  if wasBorn ~= state[3] then
    changes[#changes + 1] = 'born'
    changes[#changes + 1] = wasBorn
  end
  if indexed > 0 and indexed == added and last ~= '0-0' then
    -- There was no index: of topics that are not in it nothing is known up to here.
    changes[#changes + 1] = 'indexed'
    changes[#changes + 1] = last
  end
  local set = redis.pcall('HSET', hub .. ':state', unpack(changes))
  if type(set) == 'table' and set.err then
    restore(#tailKeys)
    return set
  end
  local written = redis.pcall('XADD', log, 'MAXLEN', '~', logEvents, place, unpack(entry))
  if type(written) == 'table' and written.err then
    restore(#tailKeys)
    redis.pcall('HSET', hub .. ':state', 'last', last)
    return written
  end
  return nil
end
-- The mark moves before anything is seen, so that a mark that cannot be written leaves no event.
if given.mark then
  redis.call('HSET', marks, given.mark, given.place .. ' ' .. (given.note or ''))
end
local failure = write()
if failure and string.find(failure.err, 'equal or smaller', 1, true) then
  -- The log has an entry of a stranger's that is ahead.
  place = placeAfter(redis.call('XREVRANGE', log, '+', '-', 'COUNT', 1)[1][1])
  mark(place)
  failure = write()
end
if failure then
  if marked then
    redis.pcall('HSET', marks, given.mark, marked)
  elseif given.mark then
    redis.pcall('HDEL', marks, given.mark)
  end
  return redis.error_reply(failure.err)
end

-- The log has the event: from here on nothing may fail.
if not hasLog then
  redis.pcall('PEXPIRE', log, logAge)
end
for i, topic in ipairs(topics) do
  local history = hub .. ':topic:' .. topic
  entry[2] = previous[i]
  local kept = redis.pcall('XADD', history, 'MAXLEN', eventsOf[i], place, unpack(entry))
  if type(kept) == 'table' and kept.err then
    -- A history that is ahead of the log belongs to a log that is gone.
    redis.pcall('DEL', history)
    redis.pcall('XADD', history, place, unpack(entry))
  end
  redis.pcall('XTRIM', history, 'MINID', string.format('%.0f', now - ageOf[i]))
  redis.pcall('PEXPIRE', history, ageOf[i])
end
if keyed then
  redis.pcall('SET', keyed, place .. ' ' .. fingerprint, 'PX', 300000)
end

-- Publishers' own ids: two sets that take turns, so that the last ones, as many as the log has
-- events, are always known, and never more than twice as many are kept.
if isNewId then
  redis.pcall('HSET', current, idField, place)
  redis.pcall('PEXPIRE', current, logAge)
  local known = redis.pcall('HLEN', current)
  if type(known) == 'number' and known >= logEvents then
    redis.pcall('UNLINK', other)
    redis.pcall('HSET', hub .. ':state', 'ids', 1 - turn)
  end
end

if added > 0 and (indexed > 10100 or indexed % 100 == 0) then
  local longest = 0
  for age in string.gmatch(state[8] or '', '%d+ (%d+) [^\n]*\n') do
    longest = math.max(longest, tonumber(age))
  end
  longest = longest > 0 and longest or 86400000
  redis.pcall('ZREMRANGEBYSCORE', index, '-inf', string.format('(%.0f', now - longest))
  local cut = redis.pcall('ZREMRANGEBYRANK', index, 0, -10001)
  if type(cut) == 'number' and cut > 0 then
    local oldest = redis.pcall('ZRANGE', index, 0, 0, 'WITHSCORES')
    redis.pcall('HSET', hub .. ':state', 'cut', string.format('%.0f-999999999', tonumber(oldest[2])))
  end
end
return place
