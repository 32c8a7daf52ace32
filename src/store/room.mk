# SQL into headers: the names of the statements, their texts, the schema.
STORE_SQL = $(sort $(filter-out src/store/schema%.sql \
	src/store/scratch%.sql src/store/scratch.sql,$(wildcard src/store/*.sql)))
STORE_GEN = $(BUILD)/gen/store/stmt.h $(BUILD)/gen/store/stmt_text.h \
	$(BUILD)/gen/store/schema_text.h \
	$(BUILD)/gen/store/schema_2_text.h \
	$(BUILD)/gen/store/schema_3_text.h \
	$(BUILD)/gen/store/schema_4_text.h $(BUILD)/gen/store/scratch_text.h \
	$(BUILD)/gen/store/scratch_as_of_text.h
GEN += $(STORE_GEN)

$(BUILD)/gen/store/stmt.h: $(STORE_SQL) src/store/sql.awk
	@mkdir -p $(dir $@)
	awk -f src/store/sql.awk -v what=enum $(STORE_SQL) > $@.new
	mv $@.new $@

$(BUILD)/gen/store/stmt_text.h: $(STORE_SQL) src/store/sql.awk
	@mkdir -p $(dir $@)
	awk -f src/store/sql.awk -v what=text $(STORE_SQL) > $@.new
	mv $@.new $@

$(BUILD)/gen/store/%_text.h: src/store/%.sql src/store/sql.awk
	@mkdir -p $(dir $@)
	awk -f src/store/sql.awk -v what=lines $< > $@.new
	mv $@.new $@

# Of a GeoPackage: not of facts.db, so that it has statements of its own.
GEN += $(BUILD)/gen/store/schema_gpkg_text.h $(BUILD)/gen/store/gpkg_stmt.h

$(BUILD)/gen/store/gpkg_stmt.h: src/store/scratch_gpkg.sql src/store/sql.awk
	@mkdir -p $(dir $@)
	awk -f src/store/sql.awk -v what=text $< > $@.new
	mv $@.new $@
