#!/usr/bin/env bash
# Run once by the image when the data folder is empty: the application's role owns its database and is no superuser.
set -euo pipefail
psql --no-psqlrc --set=ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
    --set=password="$APPLICATION_PASSWORD" <<'SQL'
create role herbtrust login password :'password';
create database herbtrust owner herbtrust;
revoke connect on database postgres from public;
SQL
