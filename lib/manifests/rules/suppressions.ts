import { isRuleId } from '../../validation/catalogue';
import { SUPPRESSION_PREFIX } from '../../validation/suppression';
import { annotationsOf } from '../kubernetes-object';
import type { Finding, ManifestRule } from '../manifest-rule';

/** Annotations that suppress a rule which does not exist, or that give no reason. */
export const idleSuppressions: ManifestRule = {
  rule: 'THANOS-601',
  check: ({ objects }) =>
    objects.flatMap((object) =>
      Object.entries(annotationsOf(object)).flatMap(([annotation, reason]): Finding[] => {
        if (!annotation.startsWith(SUPPRESSION_PREFIX)) return [];
        const id = annotation.slice(SUPPRESSION_PREFIX.length);
        if (!isRuleId(id)) {
          return [
            {
              object,
              what: `The annotation ${annotation} suppresses a rule that does not exist`,
              fix: 'Write the id at the start of the message to be suppressed',
            },
          ];
        }
        if (reason.trim() !== '') return [];
        return [
          {
            object,
            what: `The annotation ${annotation} suppresses a rule without a reason`,
            fix: 'Say in its value why the rule may be broken here, for those who review',
          },
        ];
      }),
    ),
};
