import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asyncApiYaml } from './asyncapi';

// The entry behind `npm run asyncapi`: writes docs/asyncapi.yaml, which a spec holds against the contracts.
writeFileSync(join(__dirname, '../../../docs/asyncapi.yaml'), asyncApiYaml());
