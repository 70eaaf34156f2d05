-- Follows kstatus: observedGeneration, then Stalled, Paused, Reconciling, Ready.
local hs = { status = "Progressing", message = "Waiting for the operator" }
local st = obj.status
if st == nil then return hs end
if obj.metadata.generation ~= nil and st.observedGeneration ~= obj.metadata.generation then
  hs.message = "Waiting for the latest generation to be observed"
  return hs
end
local c = {}
for _, x in ipairs(st.conditions or {}) do c[x.type] = x end
local function is(t, s) return c[t] ~= nil and c[t].status == s end
local function say(t)
  local m = c[t].message
  if m == nil or m == "" then m = c[t].reason or "" end
  return m
end
if is("Stalled", "True") then hs.status = "Degraded"; hs.message = say("Stalled"); return hs end
if is("Paused", "True") then hs.status = "Suspended"; hs.message = say("Paused"); return hs end
if is("Reconciling", "True") then hs.message = say("Reconciling"); return hs end
if is("Ready", "True") then hs.status = "Healthy"; hs.message = say("Ready"); return hs end
if is("Ready", "False") then hs.status = "Degraded"; hs.message = say("Ready"); return hs end
return hs
