import { Module } from '@nestjs/common';
import { provideConfig } from '@gauntlet/runtime';
import { Registry } from './registry';
import { RegistryConfig } from './registry.config';

/** Provides the {@link Registry}; needs the global `MessagingModule` and `RuntimeModule`. */
@Module({ providers: [provideConfig(RegistryConfig), Registry], exports: [Registry] })
export class RegistryModule {}
