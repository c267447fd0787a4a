/** Why a run ends without an outcome. It is no failure: the job goes on elsewhere, later, or has ended already. */
export type InterruptionReason = 'lease-lost' | 'stopping';

/** The reason that a job's signal carries. */
export class Interruption extends Error {
  readonly reason: InterruptionReason;

  constructor(reason: InterruptionReason) {
    super(`The run was interrupted: ${reason}.`);
    this.name = 'Interruption';
    this.reason = reason;
  }
}
