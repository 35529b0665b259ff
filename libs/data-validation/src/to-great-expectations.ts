import type { Finding, ValidationReport } from '@create-mlops/contracts';
import { checkRegistry } from './settings.ts';

/** A validation result in the form that Great Expectations writes, verbosity SUMMARY. */
export type GreatExpectationsResult = {
  readonly success: boolean;
  readonly results: readonly {
    readonly success: boolean;
    readonly expectation_config: {
      readonly type: string;
      readonly kwargs: Readonly<Record<string, string>>;
      readonly meta: Readonly<Record<string, string>>;
    };
    readonly result: {
      readonly element_count: number;
      readonly unexpected_count: number;
      readonly unexpected_percent: number;
      readonly partial_unexpected_index_list: readonly number[];
      readonly observed_value: string;
    };
    readonly meta: Readonly<Record<string, string>>;
    readonly exception_info: {
      readonly raised_exception: boolean;
      readonly exception_message: null;
      readonly exception_traceback: null;
    };
  }[];
  readonly statistics: {
    readonly evaluated_expectations: number;
    readonly successful_expectations: number;
    readonly unsuccessful_expectations: number;
    readonly success_percent: number;
  };
  readonly meta: Readonly<Record<string, string>>;
};

/**
 * The report for tools that read Great Expectations' results. A warning counts as success; `meta` keeps our own words.
 *
 * @see https://docs.greatexpectations.io/docs/core/trigger_actions_based_on_results/choose_a_result_format
 */
export function toGreatExpectations(report: ValidationReport): GreatExpectationsResult {
  const results = report.findings.map((finding) => resultOf(finding, report.rows));
  const successful = results.filter((result) => result.success).length;
  return {
    success: report.verdict !== 'fail',
    results,
    statistics: {
      evaluated_expectations: results.length,
      successful_expectations: successful,
      unsuccessful_expectations: results.length - successful,
      success_percent: results.length === 0 ? 100 : (successful / results.length) * 100,
    },
    meta: {
      model: report.model,
      data_hash: report.dataHash,
      contract_hash: report.contractHash,
      sentence: report.sentence,
    },
  };
}

function resultOf(finding: Finding, rows: number): GreatExpectationsResult['results'][number] {
  const check = Object.values(checkRegistry).find((known) => known.name === finding.check);
  const isBroken = finding.status !== 'pass';
  const unexpected = isBroken ? finding.count : 0;
  return {
    success: finding.status !== 'fail',
    expectation_config: {
      type: check?.expectation ?? `expect_${finding.check}`,
      kwargs: finding.column === null ? {} : { column: finding.column },
      meta: { check: finding.check, expected: finding.expected },
    },
    result: {
      element_count: rows,
      unexpected_count: unexpected,
      unexpected_percent: rows === 0 ? 0 : (unexpected / rows) * 100,
      partial_unexpected_index_list: finding.rows,
      observed_value: finding.received,
    },
    meta: finding.reason === null ? {} : { reason: finding.reason, status: finding.status },
    exception_info: {
      raised_exception: false,
      exception_message: null,
      exception_traceback: null,
    },
  };
}
