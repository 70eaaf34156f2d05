{{- define "aileron.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{/* The release's name alone where it says aileron already. */}}
{{- define "aileron.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" -}}
{{- else if contains (include "aileron.name" .) .Release.Name -}}
{{- .Release.Name | trunc 63 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "aileron.name" .) | trunc 63 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "aileron.selectorLabels" -}}
app.kubernetes.io/name: {{ include "aileron.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "aileron.labels" -}}
{{ include "aileron.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | quote }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "aileron.serviceAccountName" -}}
{{- default (ternary (include "aileron.fullname" .) "default" .Values.serviceAccount.create) .Values.serviceAccount.name -}}
{{- end -}}

{{- define "aileron.image" -}}
{{- $registry := default .Values.image.registry .Values.global.imageRegistry -}}
{{- $image := printf "%s/%s" $registry .Values.image.repository | trimPrefix "/" -}}
{{- if .Values.image.digest -}}
{{- printf "%s@%s" $image .Values.image.digest -}}
{{- else -}}
{{- printf "%s:%s" $image (default .Chart.AppVersion .Values.image.tag) -}}
{{- end -}}
{{- end -}}

{{/* What the operator does with the objects of the namespaces it works in. */}}
{{- define "aileron.workRules" -}}
- apiGroups: [aileron.dev]
  resources: [serverlessfunctions, workflows]
  # No create, update or delete: these are the users' objects. patch is for finalizers.
  verbs: [get, list, watch, patch]
- apiGroups: [aileron.dev]
  resources: [releases]
  verbs: [get, list, watch, create]
- apiGroups: [aileron.dev]
  resources: [serverlessfunctions/status, workflows/status, releases/status]
  verbs: [patch]
- apiGroups: [aileron.dev]
  # For owner references with blockOwnerDeletion where admission asks for it (OpenShift).
  resources: [serverlessfunctions/finalizers, workflows/finalizers]
  verbs: [update]
- apiGroups: [""]
  resources: [configmaps]
  verbs: [list, watch]
- apiGroups: [""]
  # Read by name when a function refers to one; never listed or watched.
  resources: [secrets]
  verbs: [get]
- apiGroups: [""]
  resources: [events]
  verbs: [create]
{{- end -}}

{{/* What functions may take variables from, by resourceRef; read by name. */}}
{{- define "aileron.referenceRules" -}}
{{- range $i, $rule := .Values.rbac.resourceRefs }}
{{- if $i }}
{{ end -}}
- apiGroups: {{ toJson $rule.apiGroups }}
  resources: {{ toJson $rule.resources }}
  verbs: [get]
{{- end }}
{{- end -}}
