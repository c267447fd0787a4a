import type { Report } from '../../report/report.ts';

/** The whole report, of the shape that `schema/report.schema.json` describes. */
export const renderJson = (report: Report): string => `${JSON.stringify(report, null, 2)}\n`;
