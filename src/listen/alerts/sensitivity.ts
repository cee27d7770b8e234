/** How easily a rule is set off: false alarms a day that each of the detector's windows may bring. */
export const SENSITIVITIES = { low: 0.0001, normal: 0.001, high: 0.01 } as const;

export type Sensitivity = keyof typeof SENSITIVITIES;
