"""The core of 绩效目标填报: model, forms, layout, outputs and files. It knows no window."""
