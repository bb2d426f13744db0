// The commands of this package: npm run training -- <command>.
