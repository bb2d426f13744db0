import { Module } from '@nestjs/common';
import { provideConfig } from '@gauntlet/runtime';
import { ApiKeys } from './api-keys';
import { KeysConfig } from './keys.config';

/** Provides {@link ApiKeys}; needs the global `MessagingModule` and `RuntimeModule`. */
@Module({ providers: [provideConfig(KeysConfig), ApiKeys], exports: [ApiKeys] })
export class KeysModule {}
