{{- define "rapport.name" -}}
{{- if contains "rapport" .Release.Name -}}
{{- .Release.Name | trunc 52 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-rapport" .Release.Name | trunc 52 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "rapport.selector" -}}
app.kubernetes.io/name: rapport
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "rapport.labels" -}}
{{ include "rapport.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end -}}

{{- define "rapport.smtp" -}}
{{- if and .Values.settings.smtp .Values.settings.smtp.enabled -}}yes{{- end -}}
{{- end -}}

{{/* The settings with what a pod needs: reachable from other pods, on ports that need no privilege. */}}
{{- define "rapport.settings" -}}
{{- $settings := deepCopy .Values.settings -}}
{{- $_ := set $settings "http" (mergeOverwrite (dict) ($settings.http | default dict) (dict "host" "0.0.0.0" "port" 8080)) -}}
{{- if include "rapport.smtp" . -}}
{{- $_ := set $settings "smtp" (mergeOverwrite (dict) $settings.smtp (dict "host" "0.0.0.0" "port" 2525)) -}}
{{- end -}}
{{- toYaml $settings -}}
{{- end -}}

{{- define "rapport.image" -}}
{{ printf "%s:%s" .Values.image.repository (.Values.image.tag | default .Chart.AppVersion) | quote }}
{{- end -}}

{{- define "rapport.env" -}}
- name: RAPPORT_JAVA_OPTIONS
  value: {{ .Values.java.options | quote }}
{{- if .Values.storage.existingSecret }}
- name: RAPPORT_STORAGE
  valueFrom:
    secretKeyRef: {name: {{ .Values.storage.existingSecret }}, key: storage}
{{- end }}
{{- if .Values.carrier.existingSecret }}
- name: RAPPORT_CARRIER_URL
  valueFrom:
    secretKeyRef: {name: {{ .Values.carrier.existingSecret }}, key: url}
{{- end }}
{{- with .Values.env }}
{{ toYaml . }}
{{- end }}
{{- end -}}
