import { http } from './http.ts';
import { pages } from './pages.ts';
import { replay } from './replay.ts';
import type { Target } from './target.ts';

/** Where a version can be deployed to, by name. Another target is a file and a line here. */
export const targets: Readonly<Record<string, Target>> = { replay, pages, http };
