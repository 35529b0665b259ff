# Yours: run by the pipeline and never changed by an update. Add commands here.
