// Writes how MLflow starts: first the tables, one replica after the other, and then the server.

import { text, type Text } from '@llmflow/spec'

/** Every option stands in a variable, where whoever looks for it finds it. */
export const startScript: Text = text`#!/bin/sh
set -eu
# What an earlier process counted would be added to what this one counts.
rm -rf "$MLFLOW_EXPOSE_PROMETHEUS"
python /scripts/tables.py
exec mlflow server
`

/**
 * The server makes missing tables itself, but behind a lock that only its own machine sees, and it refuses to start
 * with tables of an earlier version. A lock in the database lets replicas do it one after the other.
 */
export const tablesScript: Text = text`import os

import sqlalchemy
from mlflow.store.db import utils

engine = utils.create_sqlalchemy_engine_with_retry(os.environ["MLFLOW_BACKEND_STORE_URI"])
with engine.connect() as connection:
    connection.execute(sqlalchemy.text("SELECT pg_advisory_lock(5000)"))
    if utils._all_tables_exist(engine):
        utils._upgrade_db(engine)
    else:
        utils._initialize_tables(engine)
`
