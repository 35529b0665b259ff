import { shortHash } from '../page/short-hash.ts';
import { table } from '../page/table.ts';
import { markup } from '../text/markup.ts';
import { metricTitle } from '../text/metric-title.ts';
import { metricText, plural } from '../text/number-text.ts';
import type { Section } from './section.ts';

const MOST_VERSIONS = 20;
const MOST_METRICS = 3;

/** The versions that exist, newest first, and which of them serves. */
export const registrySection: Section = {
  id: 'registry',
  title: 'Registry',
  missing: { what: 'No version is registered', stage: 'register' },
  render: ({ versions, model }) => {
    if (versions.length === 0) return null;
    const newest = [...versions].sort((a, b) => b.record.version - a.record.version);
    const shown = newest.slice(0, MOST_VERSIONS);
    const metrics = [...new Set(shown.flatMap(({ record }) => Object.keys(record.metrics)))]
      .filter((name) => !/loss/i.test(name))
      .slice(0, MOST_METRICS);
    const hidden = newest.length - shown.length;
    return {
      figures: [],
      body: markup`${table(
        `${plural(newest.length, 'version')} of ${model}${hidden > 0 ? `; ${hidden} older not shown` : ''}`,
        [
          { heading: 'Version' },
          { heading: 'Model' },
          { heading: 'Registered' },
          { heading: 'Gate' },
          ...metrics.map((name) => ({ heading: metricTitle(name), look: 'number' as const })),
        ],
        shown.map(({ record, aliases }) => [
          markup`${String(record.version)}${aliases.map((alias) => markup` <span class="role ${alias === 'production' ? 'pass' : ''}">${alias}</span>`)}`,
          shortHash(record.modelHash),
          markup`${record.registeredAt.slice(0, 16).replace('T', ' ')}<small class="under">by ${record.registeredBy}</small>`,
          record.decision,
          ...metrics.map((name) =>
            record.metrics[name] === undefined ? '–' : metricText(record.metrics[name]),
          ),
        ]),
      )}`,
    };
  },
};
