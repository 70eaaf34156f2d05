-- A Release that somebody else replaced did its work: only one that was taken back is Degraded.
local hs = { status = "Progressing", message = "Waiting for the operator" }
local st = obj.status
if st == nil or st.phase == nil then return hs end
if obj.metadata.generation ~= nil and st.observedGeneration ~= obj.metadata.generation then
  hs.message = "Waiting for the latest generation to be observed"
  return hs
end
local by_phase = {
  Pending = "Progressing",
  Progressing = "Progressing",
  Baking = "Progressing",
  Paused = "Suspended",
  Promoted = "Healthy",
  Superseded = "Healthy",
  Retired = "Healthy",
  RolledBack = "Degraded",
}
hs.status = by_phase[st.phase] or "Progressing"
hs.message = st.message or st.phase
return hs
