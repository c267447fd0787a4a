import { Denoter } from '../analysis/denote.ts';
import type { Project } from '../project/project.ts';

/** Names are followed into production code too, which a test is not: what that does is what is tested. */
export function denoteEverything(project: Project): Denoter {
  return new Denoter({ ...project, servesTests: () => true });
}
