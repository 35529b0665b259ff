import type { Value } from '@create-mlops/contracts';
import type { SummaryKind } from './file-profile.ts';

/** Which JavaScript types the values of a typed column had; an empty string counts as a missing value to us alone. */
export class ValueTraits {
  private hasString = false;
  private hasNumber = false;
  private hasBoolean = false;
  private hasEmptyString = false;

  add(value: Value): void {
    if (value === '') this.hasEmptyString = true;
    else if (typeof value === 'string') this.hasString = true;
    else if (typeof value === 'number') this.hasNumber = true;
    else if (typeof value === 'boolean') this.hasBoolean = true;
  }

  /** Whether a reader that goes by the stored types finds the values that the profile found. */
  agreesWith(kind: SummaryKind): boolean {
    if (this.hasEmptyString) return false;
    if (kind === 'number' || kind === 'integer') return !this.hasString && !this.hasBoolean;
    if (kind === 'boolean') return !this.hasString && !this.hasNumber;
    return !this.hasNumber && !this.hasBoolean;
  }
}
