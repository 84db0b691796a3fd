import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { consequencesPage } from './diff/consequences-page';
import { diffPage } from './diff/diff-page';
import { rulesPage } from './validation/rules-page';

// `npm run rules`
const docs = join(__dirname, '..', '..', 'docs');
writeFileSync(join(docs, 'rules.md'), rulesPage());
writeFileSync(join(docs, 'consequences.md'), consequencesPage());
diffPage().then((page) => writeFileSync(join(docs, 'diff.md'), page));
