/** Equal for names that people type alike, as `comparison_key` of the server has it (APP-7). */
export function comparisonKey(name: string): string;
