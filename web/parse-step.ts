/** Of a guided flow; one that it does not have is its first. */
export function parseStep(search: Record<string, unknown>): { step?: string } {
  const step = search['step'];
  return typeof step === 'string' && step.length <= 40 ? { step } : {};
}
