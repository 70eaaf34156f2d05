package dev.aileron.sandbox.aws.metric;

/** The states of an alarm. */
enum AlarmState {
  OK,
  ALARM,
  INSUFFICIENT_DATA
}
